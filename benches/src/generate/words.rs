//! What generated recipes are made of. Changing a word changes the generated log and its digest.

/// Something to cook with.
pub(super) struct Food {
    /// As it stands in the catalogue.
    pub(super) name: &'static str,
    /// Its category in the catalogue.
    pub(super) category: &'static str,
    /// The unit in which people write it; none: it is counted.
    pub(super) unit: Option<&'static str>,
    /// What people write behind it.
    pub(super) tail: &'static str,
}

const fn food(
    name: &'static str,
    category: &'static str,
    unit: Option<&'static str>,
    tail: &'static str,
) -> Food {
    Food {
        name,
        category,
        unit,
        tail,
    }
}

/// Every food of every household; each household knows [`REPERTOIRE`] of them.
pub(super) const FOODS: &[Food] = &[
    food("plain flour", "baking", Some("g"), ", sifted"),
    food(
        "strong white flour",
        "baking",
        Some("g"),
        ", plus more for dusting",
    ),
    food("wholemeal flour", "baking", Some("g"), ""),
    food("caster sugar", "baking", Some("g"), ""),
    food("dark brown sugar", "baking", Some("g"), ", packed"),
    food("icing sugar", "baking", Some("g"), ", for the top"),
    food("baking powder", "baking", Some("tsp"), ""),
    food("dried yeast", "baking", Some("tsp"), ""),
    food("cocoa powder", "baking", Some("tbsp"), ""),
    food("dark chocolate", "baking", Some("g"), ", roughly chopped"),
    food("vanilla extract", "baking", Some("tsp"), ""),
    food("ground almonds", "baking", Some("g"), ""),
    food("unsalted butter", "dairy", Some("g"), ", softened"),
    food("whole milk", "dairy", Some("ml"), ", lukewarm"),
    food("double cream", "dairy", Some("ml"), ""),
    food("plain yoghurt", "dairy", Some("tbsp"), ""),
    food("parmesan", "dairy", Some("g"), ", finely grated"),
    food("mature cheddar", "dairy", Some("g"), ", grated"),
    food("feta", "dairy", Some("g"), ", crumbled"),
    food("crème fraîche", "dairy", Some("tbsp"), ""),
    food("eggs", "dairy", None, ", beaten"),
    food("egg yolks", "dairy", None, ""),
    food("brown onions", "produce", None, ", finely chopped"),
    food("red onions", "produce", None, ", sliced into half moons"),
    food("shallots", "produce", None, ", peeled and halved"),
    food("garlic cloves", "produce", None, ", crushed"),
    food("carrots", "produce", None, ", diced"),
    food("celery sticks", "produce", None, ", diced"),
    food("leeks", "produce", None, ", washed and sliced"),
    food("floury potatoes", "produce", Some("g"), ", peeled and quartered"),
    food("sweet potatoes", "produce", Some("g"), ", in 2 cm cubes"),
    food("ripe tomatoes", "produce", Some("g"), ", skinned"),
    food("red peppers", "produce", None, ", deseeded and sliced"),
    food("courgettes", "produce", None, ", cut into batons"),
    food("aubergines", "produce", None, ", cubed and salted"),
    food("baby spinach", "produce", Some("g"), ", washed"),
    food("savoy cabbage", "produce", Some("g"), ", shredded"),
    food("chestnut mushrooms", "produce", Some("g"), ", sliced"),
    food("lemons", "produce", None, ", zest and juice"),
    food("limes", "produce", None, ", juice only"),
    food("bramley apples", "produce", None, ", peeled, cored and sliced"),
    food("flat-leaf parsley", "produce", Some("handful"), ", chopped"),
    food("basil leaves", "produce", Some("handful"), ", torn"),
    food("fresh thyme", "produce", Some("tbsp"), ", leaves only"),
    food("root ginger", "produce", Some("tbsp"), ", grated"),
    food("red chillies", "produce", None, ", deseeded and chopped"),
    food("chicken thighs", "meat", Some("g"), ", boned and skinned"),
    food("beef shin", "meat", Some("g"), ", in large chunks"),
    food("lamb shoulder", "meat", Some("g"), ", trimmed"),
    food("smoked bacon", "meat", Some("g"), ", cut into lardons"),
    food("pork sausages", "meat", None, ", skins removed"),
    food("smoked haddock", "seafood", Some("g"), ", skinned"),
    food("salmon fillets", "seafood", None, ""),
    food("raw prawns", "seafood", Some("g"), ", shelled"),
    food("tinned tomatoes", "pantry", Some("g"), ", drained"),
    food("tomato purée", "pantry", Some("tbsp"), ""),
    food("chickpeas", "pantry", Some("g"), ", soaked overnight"),
    food("red lentils", "pantry", Some("g"), ", rinsed"),
    food("cannellini beans", "pantry", Some("g"), ", drained and rinsed"),
    food(
        "basmati rice",
        "pantry",
        Some("g"),
        ", rinsed until the water is clear",
    ),
    food("risotto rice", "pantry", Some("g"), ""),
    food("spaghetti", "pantry", Some("g"), ""),
    food("egg noodles", "pantry", Some("g"), ""),
    food("vegetable stock", "pantry", Some("ml"), ", hot"),
    food("chicken stock", "pantry", Some("ml"), ""),
    food("coconut milk", "pantry", Some("ml"), ""),
    food("olive oil", "oils-and-vinegars", Some("tbsp"), ""),
    food("sunflower oil", "oils-and-vinegars", Some("tbsp"), ", for frying"),
    food("red wine vinegar", "oils-and-vinegars", Some("tbsp"), ""),
    food("soy sauce", "condiments", Some("tbsp"), ""),
    food("dijon mustard", "condiments", Some("tsp"), ""),
    food("runny honey", "condiments", Some("tbsp"), ""),
    food("ground cumin", "spices", Some("tsp"), ""),
    food("ground coriander", "spices", Some("tsp"), ""),
    food("smoked paprika", "spices", Some("tsp"), ""),
    food("turmeric", "spices", Some("tsp"), ""),
    food("cinnamon", "spices", Some("tsp"), ", ground"),
    food("sea salt", "spices", Some("tsp"), ", or to taste"),
    food("black pepper", "spices", Some("tsp"), ", freshly ground"),
    food("dry white wine", "beverages", Some("ml"), ""),
];

/// How many foods one household cooks with.
pub(super) const REPERTOIRE: u64 = 36;

/// The amounts in which something of that unit is written, in the wire form of quantities and as typed.
pub(super) fn amounts(unit: Option<&str>) -> &'static [(&'static str, &'static str)] {
    match unit {
        Some("g" | "ml") => &[
            ("50", "50"),
            ("75", "75"),
            ("100", "100"),
            ("125", "125"),
            ("150", "150"),
            ("200", "200"),
            ("250", "250"),
            ("300", "300"),
            ("400", "400"),
            ("500", "500"),
        ],
        Some("tsp") => &[
            ("1/4", "1/4"),
            ("1/2", "1/2"),
            ("1", "1"),
            ("3/2", "1 1/2"),
            ("2", "2"),
        ],
        Some(_) => &[("1", "1"), ("3/2", "1½"), ("2", "2"), ("3", "3"), ("4", "4")],
        None => &[("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("6", "6")],
    }
}

pub(super) const MANNERS: &[&str] = &[
    "Braised",
    "Roast",
    "Quick",
    "Slow-cooked",
    "Smoky",
    "Spiced",
    "Baked",
    "Grandmother's",
    "Weeknight",
    "Sunday",
    "Summer",
    "Creamy",
    "Sticky",
    "Crisp",
    "Warm",
];
pub(super) const DISHES: &[&str] = &[
    "stew",
    "pie",
    "soup",
    "gratin",
    "salad",
    "curry",
    "casserole",
    "tart",
    "loaf",
    "pilaf",
    "hotpot",
    "pasta",
    "crumble",
    "fritters",
    "bake",
];
pub(super) const CATEGORIES: &[&str] = &[
    "italian", "french", "indian", "british", "thai", "greek", "bread", "pudding", "soup",
];
pub(super) const MEALS: &[&str] = &["dinner", "lunch", "breakfast", "dessert", "side", "snack"];
pub(super) const DIETS: &[&str] = &["vegetarian", "vegan", "gluten-free", "dairy-free", "low-carb"];
pub(super) const TAGS: &[&str] = &[
    "freezes well",
    "for guests",
    "one pot",
    "children like it",
    "cheap",
    "make ahead",
    "christmas",
    "picnic",
    "leftovers",
    "half an hour",
    "spicy",
    "winter",
    "barbecue",
    "comfort",
    "from the garden",
    "sunday",
];

/// Steps; `{a}` and `{b}` are foods of the recipe, `{n}` is a number of minutes.
pub(super) const STEPS: &[&str] = &[
    "Soften the {a} over a low heat for {n} minutes, stirring now and then; it must not take colour.",
    "Turn up the heat, add the {a} and fry for {n} minutes until golden.",
    "Mix the {a} with the {b} and leave to stand for {n} minutes.",
    "Stir in the {a}, bring to the boil, cover and simmer for {n} minutes.",
    "Season, add the {a} and cook for another {n} minutes.",
    "Heat the oven to 180 °C. Spread the {a} over the {b} and bake for {n} minutes.",
    "Whisk the {a} into the {b} a little at a time, about {n} minutes in all.",
    "Take off the heat, fold in the {a} and let it rest for {n} minutes before serving.",
    "Knead the {a} and the {b} for {n} minutes until the dough is smooth and springs back.",
    "Toss the {a} with the {b} in a large bowl and chill for {n} minutes.",
    "Blend half of it with the {a}, pour it back and warm through for {n} minutes.",
    "Scatter with the {a} and put under a hot grill for {n} minutes.",
];

/// What people add to a step.
pub(super) const HINTS: &[&str] = &[
    " Taste before you add any salt.",
    " It should smell nutty and just begin to catch at the edges.",
    " If it looks too thick, loosen it with a ladle of water.",
    " Do not stir it more than you must.",
    " You can stop here and go on the next day.",
];

pub(super) const DESCRIPTIONS: &[&str] = &[
    "What we make when the {a} is good and nobody wants to wash up twice.",
    "A dish for a cold evening: {a} first, patience second.",
    "From the back of an old notebook; it says {a}, but anything like it will do.",
    "Better on the second day, when the {a} has taken everything in.",
];

pub(super) const NOTES: &[&str] = &[
    "Needed {n} minutes more in our oven, and a little less of the {a}.",
    "Made it for {n} people: double everything but the {a}.",
    "The {a} can go in frozen. Leave out the salt until the end and taste first.",
    "Tried it with half the {a}: better. Keeps for {n} days in the fridge.",
    "Next time the {a} goes in later, it lost its bite after {n} minutes.",
];

pub(super) const REASONS: &[&str] = &[
    "it was too salty",
    "as we cooked it last Sunday",
    "wrong amount copied from the book",
    "asked for by the children",
    "the shop had no other",
    "halved for two",
    "clearer for guests who cook it",
];

pub(super) const HOUSES: &[&str] = &[
    "Ash", "Birch", "Cedar", "Damson", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper",
];
