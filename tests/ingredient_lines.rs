//! The ingredient-line parser: a table of lines, laws, real lines, hostile lines.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use heirloom::importers::ingredient_line::{ParsedLine, Unread, known_unit, parse};
use proptest::prelude::*;

/// One line of the table: `amount unit (second) name; preparation | or alternative [flags] !unread`.
fn shown(line: &ParsedLine) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let mut out = format!(
        "{} {}",
        line.amount.map_or("-".to_owned(), |a| a.to_string()),
        text(&line.unit)
    );
    if let Some(second) = &line.second_amount {
        let _ = write!(out, " ({} {})", second.amount, text(&second.unit));
    }
    let _ = write!(out, " «{}»", text(&line.name));
    line.preparation
        .iter()
        .for_each(|p| out.push_str(&format!("; {p}")));
    line.alternative
        .iter()
        .for_each(|a| out.push_str(&format!(" | or {a}")));
    for (flag, mark) in [
        (line.optional, "optional"),
        (line.to_taste, "to taste"),
        (line.approximate, "approximate"),
    ] {
        out.push_str(&if flag { format!(" [{mark}]") } else { String::new() });
    }
    line.unread
        .iter()
        .for_each(|why| out.push_str(&format!(" !{why}")));
    out
}

#[test]
fn lines_are_read_as_the_table_shows() {
    let table: String = include_str!("ingredient_lines.txt")
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| format!("{line}\n    {}\n", shown(&parse(line))))
        .collect();
    insta::assert_snapshot!(table);
}

#[test]
fn spaces_that_do_not_break_are_spaces() {
    let line = parse("1\u{a0}1/2\u{a0}cups\u{202f}rye\u{a0}flour");
    assert_eq!(shown(&line), "3/2 cups «rye flour»");
}

#[test]
fn tablespoons_and_teaspoons_differ_by_the_case_of_one_letter() {
    assert_eq!(
        (known_unit("T"), known_unit("t"), known_unit("TBSP.")),
        (Some("tbsp"), Some("tsp"), Some("tbsp"))
    );
}

#[test]
fn an_absurd_number_is_refused_with_the_reason() {
    for text in [
        "1e400 g salt",
        "1/0 cup milk",
        "99999999999999999999 g salt",
        "-2 cups milk",
        "1/2/3 cups",
        "0 eggs",
    ] {
        let line = parse(text);
        assert!(
            line.amount.is_none() && matches!(line.unread, Some(Unread::Absurd { .. })),
            "{text}: {line:?}"
        );
    }
}

#[test]
fn hostile_lines_are_read_quickly() {
    let many = |part: &str| part.repeat(100_000 / part.len());
    let hostile = [
        "9",
        "(",
        ")",
        "()",
        "(1 ",
        "1 or ",
        " or ",
        "1 ",
        "1-",
        "1/",
        "½",
        "a ",
        "1 cup + ",
        "1 cup ",
        "1 (",
        "~",
        "large ",
        "*",
        "_a_ ",
        ", 1",
        "1 cup/",
        ": 1",
        "x",
        "1 x ",
        "half a ",
        "1,000,",
        "1.",
        " per ",
        "of ",
        "(optional) ",
        "é(",
        "1 - 2 (",
        " 000",
        "optional,",
    ];
    for part in hostile {
        let text = many(part);
        let start = Instant::now();
        assert_eq!(parse(&text).raw, text);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(2), "`{part}` repeated took {took:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_a_panic_and_kept(text in "\\PC{0,80}") {
        prop_assert_eq!(&parse(&text).raw, &text);
    }

    #[test]
    fn any_mix_of_the_parts_of_lines_is_read_without_a_panic(
        parts in prop::collection::vec(prop::sample::select(vec![
            "1", "2.5", "1/2", "½", "-", "–", " ", " ", " ", "(", ")", "g", "cup", "can", "or", "a", "half", "dozen", "x", "%", "°C", ",", ":",
            "/", "|", "~", "and", "of", "inch", "thick", "+", "0", ".", "é", "*", "\"", "per", "1e9", "\u{a0}", "juice", "optional", "to taste",
        ]), 0..16),
    ) {
        let text = parts.concat();
        prop_assert_eq!(&parse(&text).raw, &text);
    }

    #[test]
    fn a_plain_line_reads_back_exactly(
        (n, d) in prop_oneof![(1_i128..5_000, Just(1_i128)), (1_i128..8, 8_i128..9)],
        unit in prop::sample::select(vec!["g", "kg", "ml", "dl", "cups", "tbsp", "tsp", "lb", "oz", "cans", "pinches"]),
        name in "(plain|rye|sour|brown) (flour|milk|cream|beans)",
    ) {
        let written = if d == 1 { n.to_string() } else { format!("{n}/{d}") };
        let line = parse(&format!("{written} {unit} {name}"));
        prop_assert_eq!(line.amount.map(|a| a.quantity), heirloom_events::values::Quantity::new(n, d).ok());
        prop_assert_eq!(line.unit.as_deref(), Some(unit));
        prop_assert_eq!(line.name, Some(name));
    }

    #[test]
    fn a_range_keeps_both_ends(low in 1_u32..500, more in 1_u32..500, dash in prop::sample::select(vec!["-", " - ", "–", " – ", " to ", " or "])) {
        let line = parse(&format!("{low}{dash}{} g flour", low + more));
        prop_assert_eq!(line.amount.map(|a| a.to_string()), Some(format!("{low}–{}", low + more)));
    }
}

#[test]
fn real_lines_that_carry_a_number_get_an_amount() {
    let folder = std::env::var("HEIRLOOM_DATA").unwrap_or_else(|_| "../shared/data".to_owned());
    let file = PathBuf::from(folder).join("recipes/public-domain-recipes.ndjson");
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("SKIPPED: {} is absent", file.display());
        return;
    };
    let recipes = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let lines: Vec<String> = recipes
        .flat_map(|recipe| recipe["recipeIngredient"].as_array().cloned().unwrap_or_default())
        .filter_map(|line| line.as_str().map(str::to_owned))
        .collect();
    let numbered = lines
        .iter()
        .map(|line| parse(line))
        .filter(|line| line.amount.is_some() || line.unread.is_some());
    let (read, unread): (Vec<_>, Vec<_>) = numbered.partition(|line| line.amount.is_some());
    unread.iter().for_each(|line| println!("unread: {}", line.raw));
    let rate = 100.0 * read.len() as f64 / (read.len() + unread.len()) as f64;
    println!(
        "{} of {} numbered lines have an amount: {rate:.2} %",
        read.len(),
        read.len() + unread.len()
    );
    assert!(rate >= 97.0, "only {rate:.2} %");
}
