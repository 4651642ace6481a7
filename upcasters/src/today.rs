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
    IngredientLineReferenceSet,
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
    IngredientDuplicateDefined,
    IngredientRemoved,
    DensitySet,
    DensityRemoved,
    PortionSet,
    PortionRemoved,
    UnitRuleSet,
    UnitRuleRemoved,
    PantrySet,
);

today!(household, HouseholdEvent, into_household:
    HouseholdOpened,
    HouseholdSettingsChanged,
);

today!(plan, PlanEvent, into_plan:
    MealSelected,
    MealMoved,
    MealRemoved,
    PlanReordered,
    MealServingsSet,
    MealCompleted,
    MealReopened,
    MealCleared,
    MealShoppingSet,
    DietaryConstraintsSet,
);

today!(meal, MealEvent, into_meal:
    MealCreated,
    MealRenamed,
    MealComposed,
    MealTagsSet,
    MealSavedSet,
    MealArchived,
    MealRestored,
);

today!(shopping, ShoppingEvent, into_shopping:
    ShoppingLineAdded,
    ShoppingLineChanged,
    ShoppingLineRemoved,
    ItemTicked,
    ItemUnticked,
    ItemHaveSet,
    ItemFlagged,
    ItemChanged,
    ItemMoved,
    ItemRemoved,
    ListSynchronised,
);

today!(source, SourceEvent, into_source:
    SourceOpened,
    SourceRowsTaken,
    SourceRowsGone,
);
