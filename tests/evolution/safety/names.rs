//! Names that are no revisions, or are on the other side.

use heirloom::testing::ThrowawayLog;

use super::{active, at_the_first_revision};

heirloom::on_each_database!(
    names_that_are_wrong_or_lie_the_other_way_are_refused_with_a_way_out,
    nothing_goes_back_past_a_step_that_has_no_way_back,
);

async fn names_that_are_wrong_or_lie_the_other_way_are_refused_with_a_way_out(place: ThrowawayLog) {
    let house = at_the_first_revision(place, 3).await;
    let binary = house.binary();
    let first = active(&house);
    let no_such = |args: &[&str]| {
        let ran = binary.run(args);
        assert!(matches!(ran.code, Some(1 | 2)), "{ran:#?}");
        let told = ["no revision is called", "leads to no revision"];
        assert!(told.iter().any(|told| ran.stderr.contains(told)), "{ran:#?}");
    };
    for name in [
        "initail",
        "2026_11_20_0900_",
        "2027_01_01_0000_the_future",
        "+99",
        "+x",
        "",
        "heads",
    ] {
        no_such(&["upgrade", name]);
    }
    no_such(&["downgrade", "-1"]);
    no_such(&["downgrade", "-99999999999999999999"]);
    no_such(&["upgrade", "2026_11_21_0900_add_recipe_nutrition_tracking "]);
    binary
        .run(&["downgrade", "head"])
        .says(2, &["is newer than the active revision", "heirloom upgrade"]);
    binary
        .run(&["init", "--revision", "head"])
        .says(1, &[&first, "upgrade"]);
    binary.run(&["upgrade", "initial"]).ok();
    binary.run(&["upgrade", "+1"]).ok();
    binary
        .run(&["upgrade", "initial"])
        .says(2, &["is older than the active revision", "heirloom downgrade"]);
    binary.run(&["downgrade", "-1"]).ok();
    assert_eq!(active(&house), first);
}

async fn nothing_goes_back_past_a_step_that_has_no_way_back(place: ThrowawayLog) {
    let house = at_the_first_revision(place, 3).await;
    let binary = house.binary();
    binary.run(&["upgrade", "+2"]).ok();
    let call = |args: &[&str]| {
        let mut call = binary.call(args);
        call.env("HEIRLOOM_PRETEND_ONE_WAY", "RecipeCreated@1");
        crate::support::Ran::from(call.output().expect("the binary starts"))
    };
    call(&["downgrade", "-1"]).ok();
    let before = active(&house);
    call(&["downgrade", "-1"]).says(
        1,
        &[
            "no way back",
            "version 1 of `RecipeCreated`",
            "nothing was changed",
        ],
    );
    assert_eq!(active(&house), before);
    let plan = call(&["downgrade", "-1", "--plan"]);
    assert_eq!(plan.code, Some(1), "{plan:#?}");
    binary.is_whole();
}
