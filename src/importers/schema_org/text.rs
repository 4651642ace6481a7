//! Texts as people are to read them: without the HTML that publishers leave in JSON-LD.

/// Tags that end a line.
const BREAKS: [&str; 7] = ["br", "p", "div", "li", "tr", "h2", "h3"];

/// The text with entities decoded, tags removed and white space tidied; line breaks stay. None: blank.
///
/// Only what looks like a tag of HTML is removed: `a < b` stays.
pub(super) fn cleaned(text: &str) -> Option<String> {
    let text = if text.contains('<') {
        without_tags(text)
    } else {
        text.to_owned()
    };
    let text = if text.contains('&') { decoded(&text) } else { text };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let joined = lines.join("\n");
    let trimmed = joined.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// The same on one line: titles, names, tags.
pub(super) fn one_line(text: &str) -> Option<String> {
    cleaned(text).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        match tag(&rest[at..]) {
            Some((name, length)) => {
                if BREAKS.contains(&name.to_ascii_lowercase().as_str()) {
                    out.push('\n');
                }
                rest = &rest[at + length..];
            }
            None => {
                out.push('<');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The tag that the text starts with: its name and its length.
fn tag(text: &str) -> Option<(&str, usize)> {
    /// No tag of a recipe's text is longer; it keeps the search for `>` short.
    const LONGEST: usize = 500;
    let inside = text.strip_prefix("</").or_else(|| text.strip_prefix('<'))?;
    let end = inside
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inside.len());
    let name = &inside[..end];
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let goes_on_well = inside[end..].starts_with(['>', '/', ' ', '\n', '\t', '\r']);
    if !starts_well || !goes_on_well {
        return None;
    }
    let close = text.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    Some((name, close + 1))
}

/// Entities that stand in recipes; numeric ones are all decoded.
const ENTITIES: [(&str, &str); 26] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("deg", "°"),
    ("frac12", "½"),
    ("frac14", "¼"),
    ("frac34", "¾"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("times", "×"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("ntilde", "ñ"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("szlig", "ß"),
    ("ccedil", "ç"),
];

fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        match entity(&rest[at + 1..]) {
            Some((character, length)) => {
                out.push_str(&character);
                rest = &rest[at + 1 + length..];
            }
            None => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// What stands after an `&`: the characters that it means, and its length with the semicolon.
fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let name = &text[..end];
    let numeric = name
        .strip_prefix('#')
        .map(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
    let character = match numeric {
        Some(code) => char::from_u32(code?).filter(|c| *c != '\0')?.to_string(),
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1.to_owned(),
    };
    Some((character, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(cleaned(text).as_deref().unwrap_or_default(), expected);
    }

    #[test]
    fn html_is_taken_out_and_text_stays() {
        check("Salt &amp; pepper", "Salt & pepper");
        check(
            "<p>Mix.</p><p>Bake at 180&#176;C.<br/>Eat.</p>",
            "Mix.\n\nBake at 180°C.\nEat.",
        );
        check("ratio a < b and b > c", "ratio a < b and b > c");
        check("<3 this & that; R&D", "<3 this & that; R&D");
        check("&frac12; cup &#x2013; more", "½ cup – more");
        check("  \n ", "");
        check("&#0; stays", "&#0; stays");
    }

    #[test]
    fn a_million_angle_brackets_are_quick() {
        assert_eq!(cleaned(&"<".repeat(1_000_000)).map(|t| t.len()), Some(1_000_000));
        assert_eq!(cleaned(&"&".repeat(1_000_000)).map(|t| t.len()), Some(1_000_000));
    }
}
