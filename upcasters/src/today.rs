//! Today's versions of all events.

use crate::today;

today!(recipe, RecipeEvent, into_recipe:
    RecipeCreated,
    RecipeRenamed,
    RecipeDescribed,
    RecipeCategorised,
    RecipeMealTypeSet,
    RecipeServingsSet,
    RecipeTimesSet,
    IngredientLineAdded,
    IngredientLineChanged,
    IngredientLineRemoved,
    IngredientLinesReordered,
    DirectionsRevised,
    RecipeNotesSet,
    RecipeImageSet,
    RecipeImageRelocated,
    RecipeDietSet,
    RecipeDifficultySet,
    NutritionRecorded,
    RecipeTagged,
    RecipeUntagged,
    RecipeFavourited,
    RecipeUnfavourited,
    RecipeSourceSet,
    RecipeCooked,
    RecipeArchived,
    RecipeRestored,
    RecipeReverted,
    // The next event of a recipe goes here.
);

today!(catalogue, CatalogueEvent, into_catalogue:
    IngredientDefined,
    IngredientRenamed,
    IngredientAliased,
    IngredientRecategorised,
    IngredientMerged,
    IngredientUnmerged,
);

today!(household, HouseholdEvent, into_household:
    HouseholdOpened,
    HouseholdSettingsChanged,
);

today!(plan, PlanEvent, into_plan:
    MealSelected,
    MealMoved,
    MealRemoved,
);
