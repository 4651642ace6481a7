//! `docs/adding-an-event-version.md`, followed to the letter on a copy of this checkout.
//!
//! A block of the page is an action by what stands behind its fence:
//!
//! * `sh`: commands, run in the copy; `heirloom` is the program as the copy makes it.
//! * `diff FILE`: lines to be replaced, which must stand there exactly once.
//! * `rust FILE`, `sql FILE`: a whole file.
//! * `text`: what the commands before it must have said; each part between two `…`, in any order.

mod page;
mod place;

use page::{Block, blocks};
use place::Copy;

#[test]
fn a_newcomer_who_follows_the_page_has_a_version_that_compiles_and_goes_up_and_down() {
    let copy = Copy::of_this_checkout();
    let page =
        std::fs::read_to_string(copy.path("docs/adding-an-event-version.md")).expect("the page is there");
    let (mut said, mut done) = (String::new(), 0);
    for (line, block) in blocks(&page) {
        let began = std::time::Instant::now();
        match &block {
            Block::Commands(commands) => said = copy.run(commands, line),
            Block::Change { file, from, to } => copy.change(file, from, to, line),
            Block::Whole { file, text } => copy.write(file, text),
            Block::Said(text) => page::was_said(text, &said, line),
        }
        done += 1;
        println!("line {line}: {:.1} s", began.elapsed().as_secs_f64());
    }
    assert!(done > 20, "the page has hardly any blocks: {done}");
}
