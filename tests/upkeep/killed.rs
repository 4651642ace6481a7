//! A relocation that is killed anywhere goes on where it stopped.

use std::time::{Duration, Instant};

use heirloom::commands::recipe::Draft;
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(a_relocation_killed_anywhere_loses_nothing_and_repeats_nothing);

const PICTURES: usize = 60;
const KILLS: u32 = 12;
const RELOCATE: [&str; 4] = ["images", "relocate", "--map", "map.txt"];

fn bytes(n: usize) -> Vec<u8> {
    (0..150_000).map(|at| ((at * 31 + n * 7) % 251) as u8).collect()
}

async fn a_relocation_killed_anywhere_loses_nothing_and_repeats_nothing(place: ThrowawayLog) {
    let house = House::over(place).await;
    house.write("map.txt", "root media = media\nfile:pix/* -> media:recipes/*\n");
    for n in 0..PICTURES {
        let path = format!("pix/{n}.jpg");
        house.write(&path, bytes(n));
        let draft = Draft {
            image_path: Some(path),
            ..Draft::default()
        };
        house.create(&format!("recipe {n}"), draft).await;
    }
    let begun = Instant::now();
    house.run(&[&RELOCATE[..], &["--dry-run"]].concat());
    let start = begun.elapsed();
    let mut killed = 0;
    for n in 0..KILLS {
        let mut child = house
            .call(&RELOCATE)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(start + Duration::from_millis(u64::from(n * n)));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            killed += 1;
        }
        child.wait().unwrap();
        every_file_at_its_name_is_whole(&house);
    }
    println!(
        "{killed} of {KILLS} runs were killed, {} pictures were moved by then",
        house.count("RecipeImageRelocated").await
    );
    house
        .run(&[&RELOCATE[..], &["--verify"]].concat())
        .says(0, &["60 pictures equal"]);
    assert_eq!(house.count("RecipeImageRelocated").await, PICTURES);
    every_file_at_its_name_is_whole(&house);
    let halves = std::fs::read_dir(house.path("media/recipes")).unwrap();
    assert_eq!(halves.count(), PICTURES, "nothing half-written is left");
}

/// Both the sources and what has its final name.
fn every_file_at_its_name_is_whole(house: &House) {
    for n in 0..PICTURES {
        assert!(
            std::fs::read(house.path(&format!("pix/{n}.jpg"))).unwrap() == bytes(n),
            "source {n}"
        );
        let copy = house.path(&format!("media/recipes/{n}.jpg"));
        assert!(
            !copy.exists() || std::fs::read(copy).unwrap() == bytes(n),
            "copy {n}"
        );
    }
}
