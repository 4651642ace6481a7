//! Units without a measure: counts, kinds of thing that are counted, and inexact amounts.
//!
//! Words share a row only where people mean the same thing by them (`can`, `tin`). A packet and a sachet of
//! the same thing hold different amounts, so they stay apart: a sum that is split in two misleads nobody, one
//! that adds different things does.

use super::Dimension::{Container, Count, Inexact};
use super::System::Common;
use super::{Unit, exactly, row};

/// A kind of thing to count: a dimension of its own.
const fn kind(id: &'static str, plural: &'static str, forms: &'static [&'static str]) -> Unit {
    row(id, Container(id), Common, exactly(1, 1), (id, plural), forms)
}

/// An amount that nobody measures.
const fn inexact(id: &'static str, plural: &'static str, forms: &'static [&'static str]) -> Unit {
    row(id, Inexact, Common, None, (id, plural), forms)
}

#[rustfmt::skip]
pub(super) static KINDS: &[Unit] = &[
    row("each", Count, Common, exactly(1, 1), ("each", "each"), &["ea", "whole"]),
    row("pair", Count, Common, exactly(2, 1), ("pair", "pairs"), &[]),
    row("dozen", Count, Common, exactly(12, 1), ("dozen", "dozens"), &["doz", "dz"]),

    kind("can", "cans", &["tin", "tins"]),
    kind("packet", "packets", &["package", "packages", "pack", "packs", "pkg", "pkgs", "pkt", "pkts", "pck", "pcks", "pkge"]),
    kind("sachet", "sachets", &[]),
    kind("envelope", "envelopes", &[]),
    kind("pouch", "pouches", &[]),
    kind("jar", "jars", &[]),
    kind("bottle", "bottles", &["btl", "btls"]),
    kind("box", "boxes", &[]),
    kind("carton", "cartons", &[]),
    kind("bag", "bags", &[]),
    kind("tub", "tubs", &[]),
    kind("container", "containers", &[]),
    kind("pot", "pots", &[]),
    kind("punnet", "punnets", &[]),
    kind("basket", "baskets", &[]),
    kind("tray", "trays", &[]),
    kind("tube", "tubes", &[]),
    kind("roll", "rolls", &[]),
    kind("crate", "crates", &[]),
    kind("keg", "kegs", &[]),
    kind("clove", "cloves", &["glove", "gloves"]),
    kind("sprig", "sprigs", &["twig", "twigs"]),
    kind("branch", "branches", &[]),
    kind("strand", "strands", &[]),
    kind("bunch", "bunches", &["bundle", "bundles"]),
    kind("head", "heads", &[]),
    kind("stalk", "stalks", &["stem", "stems"]),
    kind("rib", "ribs", &[]),
    kind("spear", "spears", &[]),
    kind("stick", "sticks", &[]),
    kind("slice", "slices", &[]),
    kind("rasher", "rashers", &[]),
    kind("strip", "strips", &[]),
    kind("piece", "pieces", &["pc", "pcs", "pce", "pces", "stk"]),
    kind("chunk", "chunks", &[]),
    kind("cube", "cubes", &[]),
    kind("block", "blocks", &["brick", "bricks"]),
    kind("slab", "slabs", &[]),
    kind("bar", "bars", &[]),
    kind("square", "squares", &[]),
    kind("leaf", "leaves", &[]),
    kind("loaf", "loaves", &[]),
    kind("ear", "ears", &["cob", "cobs"]),
    kind("sheet", "sheets", &[]),
    kind("fillet", "fillets", &[]),
    kind("bulb", "bulbs", &[]),
    kind("pod", "pods", &[]),
    kind("wedge", "wedges", &[]),
    kind("segment", "segments", &[]),
    kind("ball", "balls", &[]),
    kind("scoop", "scoops", &[]),
    kind("link", "links", &[]),
    kind("serving", "servings", &["portion", "portions"]),
    kind("batch", "batches", &["recipe", "recipes"]),
    kind("part", "parts", &[]),

    inexact("pinch", "pinches", &["prise", "prisen"]),
    inexact("dash", "dashes", &[]),
    inexact("handful", "handfuls", &["handfull", "handfulls", "handsful"]),
    inexact("splash", "splashes", &[]),
    inexact("drizzle", "drizzles", &["glug", "glugs"]),
    inexact("sprinkle", "sprinkles", &["sprinkling", "sprinklings"]),
    inexact("smidgen", "smidgens", &["smidge", "smidges"]),
    inexact("grind", "grinds", &["twist", "twists"]),
    inexact("scraping", "scrapings", &["grating", "gratings"]),
    inexact("drop", "drops", &[]),
    inexact("knob", "knobs", &["pat", "pats", "nub", "nubs"]),
    inexact("dollop", "dollops", &[]),
    inexact("lump", "lumps", &[]),
    inexact("thumb", "thumbs", &[]),
    inexact("spoon", "spoons", &["spoonful", "spoonfuls", "spoonsful"]),
    inexact("saltspoon", "saltspoons", &["saltspoonful", "saltspoonfuls"]),
    inexact("ladle", "ladles", &["ladleful", "ladlefuls"]),
    inexact("glass", "glasses", &["glassful", "glassfuls", "tumbler", "tumblers"]),
    inexact("wineglass", "wineglasses", &["wineglassful", "wineglassfuls"]),
    inexact("teacup", "teacups", &["teacupful", "teacupfuls"]),
    inexact("jigger", "jiggers", &[]),
    inexact("shot", "shots", &[]),
    inexact("bowl", "bowls", &["bowlful", "bowlfuls"]),
    inexact("mug", "mugs", &[]),
    row("to_taste", Inexact, Common, None, ("to taste", "to taste"), &[]),
];
