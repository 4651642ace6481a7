//! Finds the JSON-LD scripts of a web page.
//!
//! A script's content is raw text up to `</script`, so one forward scan finds it. Building the page's tree
//! is refused on purpose: on hostile pages (a million open elements) it takes time quadratic in their number.

/// Every `<script type="application/ld+json">` of the page: the line that its content begins in, and the content.
pub(super) fn scripts(page: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut at, mut line, mut counted) = (0, 1, 0);
    std::iter::from_fn(move || {
        while let Some((attributes, start, end)) = next_script(page, &mut at) {
            if is_json_ld(attributes) && !page[start..end].trim().is_empty() {
                line += page[counted..start].matches('\n').count();
                counted = start;
                return Some((line, unwrapped(&page[start..end])));
            }
        }
        None
    })
}

/// The next script element outside of comments: its attributes, and where its content starts and ends.
fn next_script<'a>(page: &'a str, at: &mut usize) -> Option<(&'a str, usize, usize)> {
    loop {
        let open = *at + page[*at..].find('<')?;
        let rest = &page[open..];
        if rest.starts_with("<!--") {
            *at = open + rest.find("-->").map_or(rest.len(), |end| end + 3);
        } else if starts_with(rest, "<script")
            && !rest[7..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
        {
            let attributes = tag_end(&rest[7..])?;
            let start = open + 7 + attributes.len() + 1;
            let end = start + close(&page[start..]);
            *at = end;
            return Some((attributes, start, end));
        } else {
            *at = open + 1;
        }
    }
}

fn starts_with(text: &str, lower: &str) -> bool {
    text.get(..lower.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(lower))
}

/// The attributes up to the `>` that stands outside of quotes.
fn tag_end(text: &str) -> Option<&str> {
    let mut quote = None;
    let end = text.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), _) if open == byte => {
            quote = None;
            false
        }
        _ => false,
    })?;
    Some(&text[..end])
}

/// Where `</script` stands, or the end: browsers take an unclosed script to the end as well.
fn close(text: &str) -> usize {
    text.match_indices("</")
        .find(|(at, _)| starts_with(&text[*at..], "</script"))
        .map_or(text.len(), |(at, _)| at)
}

fn is_json_ld(attributes: &str) -> bool {
    attributes.to_ascii_lowercase().contains("application/ld+json")
}

/// Without the comment or CDATA marks that some pages put around the JSON.
fn unwrapped(json: &str) -> &str {
    let json = json.trim();
    let opened = ["//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/", "<!--"]
        .iter()
        .find_map(|mark| json.strip_prefix(mark))
        .unwrap_or(json);
    let closed = ["//]]>", "/*]]>*/", "]]>", "-->"]
        .iter()
        .find_map(|mark| opened.trim_end().strip_suffix(mark))
        .unwrap_or(opened);
    closed.trim().trim_end_matches(';')
}
