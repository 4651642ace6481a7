//! Random recipes and what can happen to them, small enough to collide often: that is where laws break.

use std::collections::HashSet;

use heirloom_events::recipe::*;
use heirloom_events::values::{
    Amount, DietSet, DietTag, Difficulty, ImageRef, LineId, Method, NutritionFacts, Quantity, StepId, folded,
    unit_of,
};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::subsequence;

const WORDS: [&str; 8] = [
    "salt",
    "leeks",
    "2 eggs",
    "3 eggs",
    "flour",
    "½ cup milk",
    "butter",
    "crème fraîche",
];
const TAGS: [&str; 6] = ["quick", "Vegan", "vegan", "autumn", "gran's", "ü"];

/// A short text out of few, so that two sides often say the same.
pub fn texts() -> impl Strategy<Value = String> {
    prop::sample::select(&WORDS[..]).prop_map(str::to_owned)
}

fn small() -> impl Strategy<Value = Option<u32>> {
    option::of(1..4_u32)
}

/// A quantity or a range.
pub fn amounts() -> impl Strategy<Value = Amount> {
    (1..9_i128, 1..5_i128, option::of(1..9_i128)).prop_map(|(n, d, more)| {
        let quantity = |n| Quantity::new(n, d).expect("small numbers are within bounds");
        match more {
            None => Amount::exactly(quantity(n)),
            Some(more) => Amount::range(quantity(n), quantity(n + more)).expect("it goes up"),
        }
    })
}

/// A difficulty, or none.
pub fn difficulties() -> impl Strategy<Value = Option<Difficulty>> {
    option::of(prop::sample::select(&Difficulty::ALL[..]))
}

/// Nutrition facts by one of three methods, with something known.
pub fn nutrition() -> BoxedStrategy<NutritionFacts> {
    let methods = [Method::STATED, Method::ATWATER_1, Method::ATWATER_2];
    let grams =
        || option::of((0..9_i128, 1..5_i128)).prop_map(|q| q.and_then(|(n, d)| Quantity::new(n, d).ok()));
    let days =
        option::of((0..3_u64).prop_map(|n| chrono::NaiveDate::default() + chrono::Days::new(20_000 + n)));
    (
        prop::sample::select(methods.to_vec()),
        0..4_u32,
        (grams(), grams(), grams(), grams()),
        option::of(texts()),
        days,
    )
        .prop_map(|(method, calories, grams, source, measured_on)| NutritionFacts {
            calories: Some(calories * 100),
            protein_g: grams.0,
            total_fat_g: grams.1,
            total_carbs_g: grams.2,
            dietary_fiber_g: grams.3,
            source,
            measured_on,
            ..NutritionFacts::new(method)
        })
        .boxed()
}

/// A picture: a file, an address, or one that was moved elsewhere.
pub fn images() -> impl Strategy<Value = ImageRef> {
    prop_oneof![
        texts().prop_map(|path| ImageRef::from_path(&path)),
        Just(ImageRef::from_path("https://example.org/pie.jpg")),
        texts().prop_map(|key| ImageRef::new("bucket", key)),
    ]
}

/// Diets: read from a text, or chosen.
pub fn diets() -> impl Strategy<Value = DietSet> {
    let texts = prop_oneof![
        texts(),
        Just("Vegan, gluten free".to_owned()),
        Just("none".to_owned())
    ];
    prop_oneof![
        texts.prop_map(|text| DietSet::from_text(&text)),
        subsequence(DietTag::ALL[..4].to_vec(), 0..=4).prop_map(DietSet::of),
    ]
}

/// A line with one of few ids.
pub fn lines(id: u8) -> BoxedStrategy<Line> {
    let units = prop_oneof![texts(), Just("cups".to_owned()), Just("g".to_owned())];
    let chosen = option::weighted(
        0.2,
        Just("metric_cup").prop_map(|id| id.parse().expect("it is an id")),
    );
    (
        texts(),
        option::of(amounts()),
        option::of(units),
        option::of(texts()),
        any::<bool>(),
        chosen,
    )
        .prop_map(
            move |(text, amount, unit, preparation_method, optional, chosen)| Line {
                line_id: LineId::derived(&format!("line {id}")),
                text,
                amount,
                unit_id: unit.as_deref().and_then(|unit| chosen.or_else(|| unit_of(unit))),
                unit,
                ingredient_id: None,
                preparation_method,
                optional,
            },
        )
        .boxed()
}

/// A step with one of few ids.
pub fn steps(id: u8) -> impl Strategy<Value = Step> {
    (option::of(texts()), texts()).prop_map(move |(section, text)| Step {
        step_id: StepId::derived(&format!("step {id}")),
        section,
        text,
    })
}

fn ids(of: std::ops::Range<u8>) -> impl Strategy<Value = Vec<u8>> {
    let of: Vec<u8> = of.collect();
    let length = of.len();
    subsequence(of, 0..=length).prop_shuffle()
}

fn line_lists() -> impl Strategy<Value = Vec<Line>> {
    ids(0..8).prop_flat_map(|ids| ids.into_iter().map(lines).collect::<Vec<_>>())
}

fn step_lists() -> impl Strategy<Value = Vec<Step>> {
    ids(0..5).prop_flat_map(|ids| ids.into_iter().map(steps).collect::<Vec<_>>())
}

fn tag_lists() -> impl Strategy<Value = Vec<String>> {
    subsequence(TAGS.map(str::to_owned).to_vec(), 0..=TAGS.len())
        .prop_shuffle()
        .prop_map(|mut tags| {
            // of two spellings the first: a recipe has one of each tag
            let mut seen = HashSet::new();
            tags.retain(|tag| seen.insert(folded(tag)));
            tags
        })
}

/// Any content that commands let through: unique line ids, step ids and tags.
pub fn contents() -> BoxedStrategy<Content> {
    let times = (small(), small(), small(), small());
    let words = prop::array::uniform7(option::of(texts()));
    let values = (
        difficulties(),
        option::of(nutrition()),
        option::of(images()),
        option::of(diets()),
    );
    (
        texts(),
        words,
        times,
        line_lists(),
        step_lists(),
        tag_lists(),
        values,
    )
        .prop_map(
            |(
                title,
                words,
                (servings, prep_minutes, cook_minutes, total_minutes),
                lines,
                steps,
                tags,
                values,
            )| {
                let [
                    description,
                    category,
                    meal_type,
                    yield_text,
                    notes,
                    source_url,
                    document,
                ] = words;
                Content {
                    title,
                    description,
                    category,
                    meal_type,
                    servings,
                    yield_text,
                    prep_minutes,
                    cook_minutes,
                    total_minutes,
                    lines,
                    steps,
                    notes,
                    preparation_difficulty: values.0,
                    nutrition: values.1,
                    image: values.2,
                    diets: values.3,
                    tags,
                    source_url,
                    document,
                }
            },
        )
        // Boxed: what stands around it would take more stack than a test's thread has.
        .boxed()
}

/// A content a few edits away from another one: most of it is the same, and new ids are its own half of
/// the time.
pub fn content_beside(base: Content) -> BoxedStrategy<Content> {
    (contents(), any::<u32>(), 0..4_u8).prop_map(move |(other, what, lists)| {
        let mut content = base.clone();
        let chosen = |bit: u32| what >> bit & 0b11 == 0b11;
        macro_rules! take {
            ($($bit:literal $field:ident),+) => {$(
                if chosen($bit) { content.$field = other.$field.clone(); }
            )+};
        }
        take!(0 title, 2 description, 4 servings, 6 yield_text, 8 prep_minutes, 10 cook_minutes, 12 notes);
        take!(14 diets, 16 tags, 18 source_url, 20 steps, 22 category);
        take!(24 nutrition, 26 image, 28 preparation_difficulty);
        content.lines = match lists {
            0 => content.lines,
            1 => other.lines,
            2 => edited(&content.lines, &other.lines, what),
            _ => content.lines.into_iter().rev().collect(),
        };
        content
    })
    .boxed()
}

/// Some lines removed, some changed, some added.
fn edited(lines: &[Line], other: &[Line], what: u32) -> Vec<Line> {
    let mut list: Vec<Line> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let other = other.iter().find(|o| o.line_id == line.line_id);
        match (what >> (i % 8 * 3) & 0b111, other) {
            (0, _) => {}
            (1, Some(other)) => list.push(other.clone()),
            (2, _) => {
                let line_id = LineId::derived(&format!("added {what} {i}"));
                list.extend([
                    line.clone(),
                    Line {
                        line_id,
                        ..line.clone()
                    },
                ]);
            }
            _ => list.push(line.clone()),
        }
    }
    list
}
