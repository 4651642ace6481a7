//! Pictures move house.

use heirloom::commands::recipe::{ArchiveRecipe, Draft, SetImage};
use heirloom::revisions;
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(
    pictures_are_moved_once_and_what_fails_holds_up_no_other,
    a_move_is_taken_back_as_one_and_can_be_made_again,
    a_dry_run_changes_nothing,
    verify_finds_every_reference_that_does_not_give_its_bytes,
    a_picture_that_was_changed_since_is_moved_from_where_it_is_now,
    a_revision_without_relocations_says_so_before_a_file_is_copied,
    bad_maps_are_refused_with_the_line,
    two_runs_never_copy_into_one_folder_at_once,
);

const MAP: &str = "# all of them\nroot media = media\nfile:pix/* -> media:recipes/*\n";
const RELOCATE: [&str; 6] = ["images", "relocate", "--map", "map.txt", "--root", "."];

fn picture(path: &str) -> Draft {
    Draft {
        image_path: Some(path.into()),
        ..Draft::default()
    }
}

/// Pie and tart have pictures, soup one that is gone, bread one on the web, salad none. Tart is archived.
async fn house(place: ThrowawayLog) -> House {
    let house = House::over(place).await;
    house.write("map.txt", MAP);
    house.write("pix/pie.jpg", "the pie");
    house.write("pix/old/tart.jpg", "the tart");
    house.create("pie", picture("pix/pie.jpg")).await;
    house.create("tart", picture("pix/old/tart.jpg")).await;
    house.create("soup", picture("pix/soup.jpg")).await;
    house
        .create("bread", picture("https://example.org/bread.jpg"))
        .await;
    house.create("salad", Draft::default()).await;
    house
        .send(ArchiveRecipe {
            recipe_id: id("tart"),
        })
        .await;
    house
}

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&RELOCATE[..], more].concat()
}

async fn pictures_are_moved_once_and_what_fails_holds_up_no_other(place: ThrowawayLog) {
    let house = house(place).await;
    let (said, code) = house.json(&with(&["--verify"]));
    let images = &said["images"];
    assert_eq!(code, Some(1), "{said:#}");
    assert_eq!(
        (&images["relocated"], &images["copied"]),
        (&2.into(), &2.into()),
        "{said:#}"
    );
    assert_eq!(
        (&images["untouched"], &images["without_image"]),
        (&1.into(), &1.into())
    );
    assert_eq!(images["failed"][0]["title"], "soup");
    assert!(
        images["failed"][0]["why"]
            .as_str()
            .unwrap()
            .contains("there is no file")
    );
    assert_eq!(said["verified"]["equal"], 2);
    for (name, old, new) in [
        ("pie", "pix/pie.jpg", "recipes/pie.jpg"),
        ("tart", "pix/old/tart.jpg", "recipes/old/tart.jpg"),
    ] {
        assert_eq!(house.image(name).await, format!("media:{new}"));
        let read = |path: String| std::fs::read(house.path(&path)).unwrap();
        assert_eq!(read(format!("media/{new}")), read(old.to_owned()), "{name}");
    }
    let head = house.head().await;
    let again = house.run(&with(&[]));
    again.says(
        1,
        &[
            "moved 0 pictures",
            "2 moved before, 1 that no rule names; 1 recipe without",
            "soup (`file:pix/soup.jpg`): there is no file",
        ],
    );
    assert_eq!(house.head().await, head);
    house.write("pix/soup.jpg", "the soup");
    house
        .run(&with(&["--verify"]))
        .says(0, &["moved 1 picture: 1 copied", "3 pictures equal"]);
    house.run(&["verify"]).says(0, &[]);
}

async fn a_move_is_taken_back_as_one_and_can_be_made_again(place: ThrowawayLog) {
    let house = house(place).await;
    let (said, _) = house.json(&RELOCATE);
    let bulk = said["images"]["correlation_id"].as_str().unwrap().to_owned();
    house.run(&["undo", &bulk]).says(0, &["in 2 streams"]);
    assert_eq!(house.image("pie").await, "file:pix/pie.jpg");
    assert_eq!(house.image("tart").await, "file:pix/old/tart.jpg");
    let again = house.run(&with(&["--verify"]));
    again.says(
        1,
        &["moved 2 pictures: 0 copied, 2 there already", "2 pictures equal"],
    );
    assert_eq!(house.image("pie").await, "media:recipes/pie.jpg");
    assert_eq!(house.count("RecipeImageRelocated").await, 4);
    house.run(&["undo", &bulk]).says(0, &[]);
    assert_eq!(house.image("pie").await, "file:pix/pie.jpg");
}

async fn a_dry_run_changes_nothing(place: ThrowawayLog) {
    let house = house(place).await;
    let head = house.head().await;
    house
        .run(&with(&["--dry-run"]))
        .says(1, &["would move 2 pictures: 2 to be copied", "soup"]);
    assert_eq!(house.head().await, head);
    assert!(!house.path("media").exists());
}

async fn verify_finds_every_reference_that_does_not_give_its_bytes(place: ThrowawayLog) {
    let house = house(place).await;
    house.write("pix/soup.jpg", "the soup");
    house.run(&RELOCATE).says(0, &["moved 3 pictures"]);
    house.write("media/recipes/pie.jpg", "another pie");
    std::fs::remove_file(house.path("media/recipes/soup.jpg")).unwrap();
    let head = house.head().await;
    let verified = house.run(&with(&["--dry-run", "--verify"]));
    verified.says(
        1,
        &[
            "1 picture equal",
            "1 in places that no folder",
            "2 broken",
            "its bytes are not those that were moved",
            "there is no file",
        ],
    );
    assert_eq!(house.head().await, head);
}

async fn a_picture_that_was_changed_since_is_moved_from_where_it_is_now(place: ThrowawayLog) {
    let house = house(place).await;
    house.run(&RELOCATE).says(1, &["moved 2 pictures"]);
    house.write("pix/better.jpg", "a better pie");
    let image_path = Some("pix/better.jpg".to_owned());
    house
        .send(SetImage {
            recipe_id: id("pie"),
            image_path,
        })
        .await;
    // Somebody else's file has the name that another picture would get.
    house.write("pix/soup.jpg", "the soup");
    house.write("media/recipes/soup.jpg", "another soup");
    let said = house.run(&with(&["--verify"]));
    said.says(
        1,
        &["moved 1 picture: 1 copied", "another file stands at", "soup"],
    );
    assert_eq!(house.image("pie").await, "media:recipes/better.jpg");
    assert_eq!(
        std::fs::read(house.path("media/recipes/soup.jpg")).unwrap(),
        b"another soup"
    );
}

async fn a_revision_without_relocations_says_so_before_a_file_is_copied(place: ThrowawayLog) {
    let initial = revisions::find("initial").unwrap();
    place.database().activate_empty(&initial).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("map.txt"), MAP).unwrap();
    let output = binary(place.url(), folder.path(), &RELOCATE).output().unwrap();
    Said::from(output).says(
        1,
        &["store_images_by_key", "the active one is", "heirloom upgrade"],
    );
    assert!(!folder.path().join("media").exists());
}

async fn bad_maps_are_refused_with_the_line(place: ThrowawayLog) {
    let house = house(place).await;
    let mistake = |text: &str, part: &str| {
        house.write("map.txt", text);
        house.run(&RELOCATE).says(2, &[part]);
    };
    mistake("\nfile:pix -> \n", "`map.txt`, line 2: write `STORAGE:KEY");
    mistake("file:* -> file:new/*\n", "would be moved again");
    mistake("# nothing\n", "has no rule");
    house.write("map.txt", "file:pix/* -> nowhere:*\n");
    house
        .run(&RELOCATE)
        .says(1, &["add `root nowhere = FOLDER` to the map"]);
    house
        .run(&["images", "relocate", "--map", "gone.txt"])
        .says(2, &["`gone.txt` cannot be read"]);
}

async fn two_runs_never_copy_into_one_folder_at_once(place: ThrowawayLog) {
    let house = house(place).await;
    house.write("media/.heirloom-relocate.lock", "");
    let other = std::fs::File::open(house.path("media/.heirloom-relocate.lock")).unwrap();
    other.lock().unwrap();
    house
        .run(&RELOCATE)
        .says(6, &["another `images relocate` is copying into `media`"]);
    assert_eq!(house.image("pie").await, "file:pix/pie.jpg");
    other.unlock().unwrap();
    house.run(&RELOCATE).says(1, &["moved 2 pictures"]);
}
