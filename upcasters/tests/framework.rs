//! What steps can do, shown with events that exist in this test only: a rename, a drop, a split, a step
//! without a way back.

use heirloom_events::recipe::{RecipeEvent, favourited, renamed, tagged, times_set};
use heirloom_events::{Event, Parts, Payload, Residues, StreamType};
use heirloom_upcasters::{Released, Split, Step, StepError, parts, split, step};
use serde::{Deserialize, Serialize};

macro_rules! event {
    ($event:ident@$version:literal { $($field:ident: $type:ty),* }) => {
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $event {
            $($field: $type),*
        }

        impl Payload for $event {
            const TYPE: &'static str = stringify!($event);
            const VERSION: u32 = $version;
        }
    };
}

fn read<V: heirloom_upcasters::step::Version>(
    payload: &str,
    residues: &Residues,
) -> Result<Vec<RecipeEvent>, String> {
    let events = (Released::of::<V>(StreamType::Recipe).read)(payload.as_bytes(), residues);
    let events = events.map_err(|error| error.to_string())?;
    Ok(events.into_iter().filter_map(Event::into_recipe).collect())
}

fn write<V: heirloom_upcasters::step::Version>(
    events: Vec<RecipeEvent>,
) -> Result<Option<(String, Residues)>, StepError> {
    let events: Parts<Event> = events.into_iter().map(Event::from).collect();
    (Released::of::<V>(StreamType::Recipe).write)(events)
}

// a rename
event!(RecipeTitled@1 { title: String });
struct Rename;
impl Step for Rename {
    type Old = RecipeTitled;
    type New = renamed::v1::RecipeRenamed;
    type Residue = ();

    fn up(old: RecipeTitled, _: Option<()>) -> Result<Self::New, StepError> {
        Ok(renamed::v1::RecipeRenamed { title: old.title })
    }

    fn down(new: Self::New) -> Result<(RecipeTitled, Option<()>), StepError> {
        Ok((RecipeTitled { title: new.title }, None))
    }
}
step!(Rename: RecipeTitled);

#[test]
fn a_renamed_event_is_read_and_written_under_its_old_name() {
    let payload = r#"{"title":"Leek tart"}"#;
    let events = read::<RecipeTitled>(payload, &Residues::new()).unwrap();
    assert_eq!(
        events,
        [renamed::v1::RecipeRenamed {
            title: "Leek tart".into()
        }
        .into()]
    );
    assert_eq!(
        write::<RecipeTitled>(events).unwrap(),
        Some((payload.to_owned(), Residues::new()))
    );
    assert_eq!(
        (Released::of::<RecipeTitled>(StreamType::Recipe).next)(),
        [("RecipeRenamed", 1)]
    );
}

#[test]
fn another_event_is_not_written_under_it() {
    assert_eq!(
        write::<RecipeTitled>(vec![favourited::RecipeFavourited {}.into()]),
        Ok(None)
    );
}

// a drop
event!(RecipeViewed@1 { by: String });
parts!(
    enum Nothing {}
);
struct Drop;
impl Split for Drop {
    type Old = RecipeViewed;
    type Part = Nothing;
    type Residue = ();
    const ONE_WAY: Option<&'static str> = Some("who looked at what is not kept any more");

    fn up(_: RecipeViewed, _: Option<()>) -> Result<Vec<Nothing>, StepError> {
        Ok(Vec::new())
    }

    fn down(part: Nothing) -> Result<(RecipeViewed, Option<()>), StepError> {
        match part {}
    }

    fn join(_: Vec<RecipeViewed>) -> RecipeViewed {
        RecipeViewed { by: String::new() }
    }
}
split!(Drop: RecipeViewed);

#[test]
fn a_dropped_event_is_read_as_nothing_and_is_not_todays() {
    assert_eq!(
        read::<RecipeViewed>(r#"{"by":"Tom"}"#, &Residues::new()),
        Ok(Vec::new())
    );
    let released = Released::of::<RecipeViewed>(StreamType::Recipe);
    assert!(!released.is_today() && (released.next)().is_empty());
    assert!(
        read::<RecipeViewed>(r#"{"bye":"Tom"}"#, &Residues::new())
            .unwrap_err()
            .contains("bye")
    );
}

// a split, on from a version that is not the first
event!(RecipeLabelled@2 { tags: Vec<String>, favourite: bool });
parts!(
    enum Label {
        RecipeTagged(tagged::v1::RecipeTagged),
        RecipeFavourited(favourited::v1::RecipeFavourited),
    }
);
struct Labels;
impl Split for Labels {
    type Old = RecipeLabelled;
    type Part = Label;
    type Residue = ();

    fn up(old: RecipeLabelled, _: Option<()>) -> Result<Vec<Label>, StepError> {
        let tagged = |tag| Label::RecipeTagged(tagged::v1::RecipeTagged { tag });
        let favourite = old
            .favourite
            .then_some(Label::RecipeFavourited(favourited::v1::RecipeFavourited {}));
        Ok(old.tags.into_iter().map(tagged).chain(favourite).collect())
    }

    fn down(part: Label) -> Result<(RecipeLabelled, Option<()>), StepError> {
        let (tags, favourite) = match part {
            Label::RecipeTagged(tagged) => (vec![tagged.tag], false),
            Label::RecipeFavourited(_) => (Vec::new(), true),
        };
        Ok((RecipeLabelled { tags, favourite }, None))
    }

    fn join(all: Vec<RecipeLabelled>) -> RecipeLabelled {
        RecipeLabelled {
            favourite: all.iter().any(|one| one.favourite),
            tags: all.into_iter().flat_map(|one| one.tags).collect(),
        }
    }
}
split!(Labels: RecipeLabelled);

#[test]
fn the_parts_of_a_split_stand_in_an_order_that_never_changes() {
    let payload = r#"{"tags":["b","a"],"favourite":true}"#;
    let tag = |tag: &str| RecipeEvent::from(tagged::v1::RecipeTagged { tag: tag.into() });
    for _ in 0..3 {
        let events = read::<RecipeLabelled>(payload, &Residues::new()).unwrap();
        assert_eq!(
            events,
            [tag("b"), tag("a"), favourited::RecipeFavourited {}.into()]
        );
    }
}

#[test]
fn none_one_and_several_parts_go_back_into_one_event() {
    for payload in [
        r#"{"tags":[],"favourite":false}"#,
        r#"{"tags":["a"],"favourite":false}"#,
        r#"{"tags":["b","a"],"favourite":true}"#,
    ] {
        let events = read::<RecipeLabelled>(payload, &Residues::new()).unwrap();
        assert_eq!(
            write::<RecipeLabelled>(events).unwrap(),
            Some((payload.to_owned(), Residues::new()))
        );
    }
}

// a step in front of a split, with a residue
event!(RecipeMarked@1 { tag: String });
struct Marks;
impl Step for Marks {
    type Old = RecipeMarked;
    type New = RecipeLabelled;
    type Residue = bool;

    fn up(old: RecipeMarked, favourite: Option<bool>) -> Result<RecipeLabelled, StepError> {
        Ok(RecipeLabelled {
            tags: vec![old.tag],
            favourite: favourite.unwrap_or(false),
        })
    }

    fn down(new: RecipeLabelled) -> Result<(RecipeMarked, Option<bool>), StepError> {
        match <[String; 1]>::try_from(new.tags) {
            Ok([tag]) => Ok((RecipeMarked { tag }, new.favourite.then_some(true))),
            Err(tags) => Err(StepError::at(
                "tags",
                format!("there is room for one tag, not for {}", tags.len()),
            )),
        }
    }
}
step!(Marks: RecipeMarked);

#[test]
fn residues_stand_under_the_version_that_cannot_hold_them() {
    let payload = r#"{"tag":"a"}"#;
    let residues = Residues::from([("RecipeMarked@1".to_owned(), true.into())]);
    let events = read::<RecipeMarked>(payload, &residues).unwrap();
    assert_eq!(events.len(), 2);
    assert_eq!(
        write::<RecipeMarked>(events).unwrap(),
        Some((payload.to_owned(), residues))
    );
}

#[test]
fn a_malformed_residue_is_named() {
    let residues = Residues::from([("RecipeMarked@1".to_owned(), "yes".into())]);
    let message = read::<RecipeMarked>(r#"{"tag":"a"}"#, &residues).unwrap_err();
    assert!(message.contains("`metadata.residue.RecipeMarked@1`"), "{message}");
}

#[test]
fn what_a_version_cannot_say_at_all_is_an_error_with_its_field() {
    let error = write::<RecipeMarked>(vec![favourited::RecipeFavourited {}.into()]).unwrap_err();
    assert_eq!(error.to_string(), "`tags`: there is room for one tag, not for 0");
}

// no way back
event!(RecipeTimed@1 { hours: u32 });
struct InMinutes;
impl Step for InMinutes {
    type Old = RecipeTimed;
    type New = times_set::v1::RecipeTimesSet;
    type Residue = ();
    const ONE_WAY: Option<&'static str> = Some("minutes are finer than hours");

    fn up(old: RecipeTimed, _: Option<()>) -> Result<Self::New, StepError> {
        let minutes = old.hours.checked_mul(60);
        Ok(times_set::v1::RecipeTimesSet {
            prep_minutes: None,
            cook_minutes: None,
            total_minutes: Some(minutes.ok_or_else(|| StepError::at("hours", "too many"))?),
        })
    }

    fn down(_: Self::New) -> Result<(RecipeTimed, Option<()>), StepError> {
        unreachable!("the framework does not ask a one-way step")
    }
}
step!(InMinutes: RecipeTimed);

#[test]
fn a_step_without_a_way_back_refuses_and_says_why() {
    let events = read::<RecipeTimed>(r#"{"hours":2}"#, &Residues::new()).unwrap();
    let error = write::<RecipeTimed>(events).unwrap_err().to_string();
    assert_eq!(
        error,
        "`RecipeTimed@1`: there is no way back to it: minutes are finer than hours"
    );
    let released = Released::of::<RecipeTimed>(StreamType::Recipe);
    assert_eq!(released.one_way, Some("minutes are finer than hours"));
}

#[test]
fn a_step_that_cannot_be_taken_names_event_version_and_field() {
    let message = read::<RecipeTimed>(r#"{"hours":4000000000}"#, &Residues::new()).unwrap_err();
    assert_eq!(
        message,
        "`RecipeTimed` version 1 cannot be read in today's shape: `hours`: too many"
    );
}
