//! The blocks of a page that are actions.

/// What a block asks for.
#[derive(Debug)]
pub(super) enum Block {
    Commands(String),
    Change { file: String, from: String, to: String },
    Whole { file: String, text: String },
    Said(String),
}

/// Every action of a page, with the line at which it begins.
pub(super) fn blocks(page: &str) -> Vec<(usize, Block)> {
    let mut found = Vec::new();
    let mut lines = page.lines().zip(1..);
    while let Some((line, at)) = lines.next() {
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else {
            continue;
        };
        let inside = lines
            .by_ref()
            .map(|(line, _)| line)
            .take_while(|line| *line != "```");
        let inside: Vec<&str> = inside.collect();
        if let Some(block) = block(info, &inside) {
            found.push((at, block));
        }
    }
    found
}

fn block(info: &str, lines: &[&str]) -> Option<Block> {
    let text = || lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    match info.split_once(' ').unwrap_or((info, "")) {
        ("sh", "") => Some(Block::Commands(text())),
        ("text", "") => Some(Block::Said(text())),
        ("diff", file) => Some(Block::Change {
            file: file.to_owned(),
            from: side(lines, '-'),
            to: side(lines, '+'),
        }),
        ("rust" | "sql", file) if !file.is_empty() => Some(Block::Whole {
            file: file.to_owned(),
            text: text(),
        }),
        _ => None,
    }
}

/// The lines of one side of a diff.
fn side(lines: &[&str], sign: char) -> String {
    let of_it = |line: &&str| line.strip_prefix([sign, ' ']).map(str::to_owned);
    let on_both_sides_empty = |line: &&str| line.is_empty().then(String::new);
    lines
        .iter()
        .filter_map(|line| of_it(line).or_else(|| on_both_sides_empty(line)))
        .map(|line| line + "\n")
        .collect()
}

/// Every line of the text is in what was said; `…` stands for anything.
#[track_caller]
pub(super) fn was_said(text: &str, said: &str, at: usize) {
    let one_space = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = one_space(said);
    for part in text.lines().flat_map(|line| line.split('…')).map(one_space) {
        assert!(
            said.contains(&part),
            "line {at} of the page: nobody said `{part}`, but:\n{said}"
        );
    }
}
