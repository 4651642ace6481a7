use std::collections::{BTreeMap, HashMap};

use heirloom::store::reader;
use heirloom_events::{State, StreamKey, StreamType};

use super::*;
use crate::load::rewritten;

#[test]
fn a_payload_has_about_415_bytes_and_a_recipe_about_ten_events_and_eight_lines() {
    let (mut bytes, mut recipes) = (0, HashMap::<String, u64>::new());
    for event in Log::of(50_000) {
        bytes += event.payload.len();
        if event.aggregate_type == "recipe" {
            *recipes.entry(event.aggregate_id).or_default() += 1;
        }
    }
    let mean = bytes / 50_000;
    assert!((380..=450).contains(&mean), "{mean} bytes");
    let events: u64 = recipes.values().sum();
    let each = events as f64 / recipes.len() as f64;
    assert!((8.5..=11.0).contains(&each), "{each} events a recipe");
}

#[test]
fn the_same_log_comes_out_every_time_and_everywhere() {
    assert_eq!(
        digest(Log::of(100_000)),
        "a39e09f55fbb2b405c26fa5d74cb65637c6c45910a7de7ba986f7c63606b591d"
    );
}

/// The digest is from before there were revisions.
#[test]
fn written_at_the_first_revision_it_is_byte_for_byte_what_it_was_then() {
    let first = heirloom::revisions::State::at(0);
    assert_eq!(
        digest(Log::of(100_000).map(|event| rewritten(&event, &first))),
        "f89591c39284bcb495f11bcf4469c78172cc7089d00557141616df9eff409979"
    );
}

fn digest(log: impl Iterator<Item = StoredEvent>) -> String {
    let mut hasher = blake3::Hasher::new();
    for event in log.take(10_000) {
        let stream = format!(
            "{} {} {}",
            event.aggregate_type, event.aggregate_id, event.sequence
        );
        let place = format!("{} {} {stream}", event.household, event.position);
        let name = format!("{} {}", event.event_type, event.event_version);
        let time = event.recorded_at.timestamp_micros();
        hasher.update(format!("{place} {name} {} {} {time}\n", event.payload, event.metadata).as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

#[test]
fn a_log_has_exactly_as_many_events_as_were_asked_for() {
    for events in [0, 1, 3, 999, 4_321] {
        assert_eq!(Log::of(events).count() as u64, events);
    }
}

#[test]
fn positions_and_sequences_have_no_gaps_and_times_never_go_back() {
    let mut heads = HashMap::new();
    let mut streams = HashMap::new();
    let mut last = None;
    for event in Log::of(8_000) {
        let head = heads.entry(event.household).or_insert(0);
        *head += 1;
        assert_eq!(event.position, *head);
        let recorded = reader::read(&event).expect("every generated event can be read");
        let stream = streams
            .entry((event.household, recorded.stream.clone()))
            .or_insert((0, recorded.occurred_at()));
        stream.0 += 1;
        assert_eq!(event.sequence, stream.0);
        assert!(stream.1 <= recorded.occurred_at());
        stream.1 = recorded.occurred_at();
        assert!(last <= Some(event.recorded_at));
        last = Some(event.recorded_at);
    }
    assert_eq!(heads.len() as u64, households(8_000));
}

#[test]
fn households_take_turns() {
    let events: Vec<_> = Log::of(8_000).skip(4_000).take(100).collect();
    let changes = events
        .windows(2)
        .filter(|pair| pair[0].household != pair[1].household);
    assert!(changes.count() > 20);
}

#[test]
fn every_event_changes_its_stream_and_every_line_has_its_ingredient() {
    let mut states = BTreeMap::<(_, StreamKey), State>::new();
    let mut idle = 0;
    for event in Log::of(8_000) {
        let recorded = reader::read(&event).expect("every generated event can be read");
        let stream = recorded.stream.clone();
        let state = states
            .entry((event.household, stream.clone()))
            .or_insert_with(|| State::empty(stream.aggregate_type));
        let before = state.clone();
        state.apply(recorded);
        idle += u64::from(same(&before, state));
    }
    assert!(idle < 80, "{idle} of 8,000 events change nothing");
    let mut lines = 0;
    let recipes = states
        .iter()
        .filter(|((_, stream), _)| stream.aggregate_type == StreamType::Recipe);
    for ((household, _), state) in recipes.clone() {
        let State::Recipe(recipe) = state else {
            panic!("a recipe's stream holds a recipe")
        };
        let catalogue = StreamKey::new(StreamType::Catalogue, household);
        let State::Catalogue(catalogue) = &states[&(*household, catalogue)] else {
            panic!("a catalogue's stream holds a catalogue")
        };
        for line in &recipe.state.content.lines {
            let id = line.ingredient_id.expect("generated lines name their ingredient");
            assert!(catalogue.state.get(id).is_some());
            assert_eq!(line.line_id.0.get_version_num(), 5);
            lines += 1;
        }
    }
    let each = f64::from(lines) / recipes.count() as f64;
    assert!((7.8..=9.0).contains(&each), "{each} lines a recipe");
}

fn same(before: &State, after: &State) -> bool {
    match (before, after) {
        (State::Recipe(before), State::Recipe(after)) => before.state == after.state,
        (State::Catalogue(before), State::Catalogue(after)) => before.state == after.state,
        (State::Plan(before), State::Plan(after)) => before.state == after.state,
        _ => false,
    }
}
