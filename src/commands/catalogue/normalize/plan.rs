//! What rules do to a catalogue: the one function behind preview and apply.

use heirloom_events::Stream;
use heirloom_events::catalogue::{Catalogue, CatalogueEvent};
use heirloom_events::values::IngredientId;

use super::{Fold, Rule, conflicts};
use crate::commands::catalogue::{
    MergeIngredient, RecategoriseIngredient, RenameIngredient, existing, standing, words,
};
use crate::commands::refusal::Refusal;

/// What rules do to a catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// What is done, in order.
    pub steps: Vec<Step>,
    /// Names that the catalogue does not have, and the rules that name them. There is nothing to do for them.
    pub unknown: Vec<(usize, String)>,
}

/// One event, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The rule's place, from 0.
    pub rule: usize,
    /// The ingredient that it is about.
    pub ingredient: IngredientId,
    /// The event.
    pub event: CatalogueEvent,
    /// The event in words.
    pub what: String,
}

/// Rules that contradict each other or the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The rule at fault, from 0.
    pub rule: usize,
    /// The rule that it contradicts.
    pub beside: Option<usize>,
    /// What is wrong.
    pub what: String,
}

impl RuleError {
    pub(super) fn at(rule: usize, what: impl Into<String>) -> Self {
        Self {
            rule,
            beside: None,
            what: what.into(),
        }
    }

    pub(super) fn beside(self, rule: usize) -> Self {
        Self {
            beside: Some(rule),
            ..self
        }
    }

    /// What is wrong, with the other rule by its place.
    pub fn told(&self, place: impl Fn(usize) -> String) -> String {
        match self.beside {
            Some(other) => format!("{} (see {})", self.what, place(other)),
            None => self.what.clone(),
        }
    }
}

/// What the rules do to the catalogue, one after the other.
///
/// # Errors
/// Where rules contradict each other or the catalogue, or would act again on their own result. Then nothing is
/// to be done.
pub fn plan(rules: &[Rule], catalogue: &Catalogue) -> Result<Plan, RuleError> {
    conflicts::refuse(rules)?;
    let (plan, after) = follow(rules, catalogue)?;
    // Followed again they must find nothing to do, else every run would add to history.
    match follow(rules, &after)?.0.steps.first() {
        Some(step) => Err(RuleError::at(
            step.rule,
            format!(
                "followed again it would not come to rest: {}; another rule works against it",
                step.what
            ),
        )),
        None => Ok(plan),
    }
}

fn follow(rules: &[Rule], catalogue: &Catalogue) -> Result<(Plan, Catalogue), RuleError> {
    let mut run = Run {
        state: catalogue.clone(),
        plan: Plan::default(),
        rule: 0,
    };
    for (at, rule) in rules.iter().enumerate() {
        run.rule = at;
        run.follow(rule)
            .map_err(|refusal| RuleError::at(at, refusal.to_string()))?;
    }
    Ok((run.plan, run.state))
}

struct Run {
    state: Catalogue,
    plan: Plan,
    rule: usize,
}

impl Run {
    fn follow(&mut self, rule: &Rule) -> Result<(), Refusal> {
        match rule {
            Rule::Merge { names, into } => self.merge(names, into),
            Rule::Rename { name, to } => match self.find(name) {
                Some(id) => self.rename(id, to),
                None => Ok(()),
            },
            Rule::Category { names, category } => {
                for name in names {
                    if let Some(id) = self.find(name) {
                        self.recategorise(self.state.canonical(id), category.clone())?;
                    }
                }
                Ok(())
            }
            Rule::Fold(fold) => self.fold(*fold),
        }
    }

    /// The ingredient that goes by this name itself, merged or not.
    fn find(&mut self, name: &str) -> Option<IngredientId> {
        let found = self.state.owner_of(name);
        if found.is_none() {
            self.plan.unknown.push((self.rule, name.to_owned()));
        }
        found
    }

    fn merge(&mut self, names: &[String], into: &str) -> Result<(), Refusal> {
        let mut sources: Vec<IngredientId> = names.iter().filter_map(|name| self.find(name)).collect();
        sources.dedup();
        let target = match self.state.owner_of(into) {
            Some(owner) => self.state.canonical(owner),
            None => {
                let Some(first) = sources.first().copied() else {
                    return Ok(());
                };
                standing(&self.state, first)?;
                self.rename(first, into)?;
                first
            }
        };
        for source in sources {
            if self.state.canonical(source) != target {
                standing(&self.state, source)?;
                let merge = MergeIngredient {
                    ingredient_id: source,
                    into: target,
                };
                let events = merge.decide(&self.state)?;
                self.take(source, events);
            }
        }
        Ok(())
    }

    fn rename(&mut self, ingredient_id: IngredientId, to: &str) -> Result<(), Refusal> {
        let name = to.to_owned();
        // One that has the name already may have been merged since, and takes no edits then.
        if existing(&self.state, ingredient_id)?.name == to.trim() {
            return Ok(());
        }
        let events = RenameIngredient { ingredient_id, name }.decide(&self.state)?;
        self.take(ingredient_id, events);
        Ok(())
    }

    fn recategorise(&mut self, ingredient_id: IngredientId, category: Option<String>) -> Result<(), Refusal> {
        let command = RecategoriseIngredient {
            ingredient_id,
            category,
        };
        let events = command.decide(&self.state)?;
        self.take(ingredient_id, events);
        Ok(())
    }

    fn fold(&mut self, fold: Fold) -> Result<(), Refusal> {
        let standing = self
            .state
            .iter()
            .filter(|(_, ingredient)| ingredient.merged_into.is_none() && !ingredient.removed);
        let renamed: Vec<(IngredientId, String)> = standing
            .map(|(id, ingredient)| (id, fold.of(&ingredient.name)))
            .collect();
        renamed
            .into_iter()
            .try_for_each(|(id, name)| self.rename(id, &name))
    }

    fn take(&mut self, ingredient: IngredientId, events: Vec<CatalogueEvent>) {
        for event in events {
            let what = words::in_words(&self.state, &event);
            self.state.apply(event.clone());
            self.plan.steps.push(Step {
                rule: self.rule,
                ingredient,
                event,
                what,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::catalogue::NormalizeIngredients;
    use crate::commands::catalogue::testing::*;
    use heirloom_events::catalogue::{IngredientAliased, IngredientRecategorised, IngredientRenamed};

    fn merge(names: &[&str], into: &str) -> Rule {
        Rule::Merge {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            into: into.into(),
        }
    }

    fn rename(name: &str, to: &str) -> Rule {
        Rule::Rename {
            name: name.into(),
            to: to.into(),
        }
    }

    fn category(name: &str, category: &str) -> Rule {
        Rule::Category {
            names: vec![name.into()],
            category: Some(category.into()),
        }
    }

    fn command(rules: impl Into<Vec<Rule>>) -> NormalizeIngredients {
        NormalizeIngredients { rules: rules.into() }
    }

    fn renamed(of: &str, name: &str) -> CatalogueEvent {
        IngredientRenamed {
            ingredient_id: id(of),
            name: name.into(),
        }
        .into()
    }

    fn known() -> Vec<CatalogueEvent> {
        ["Tomatoes", "tomatoe", "tomato", "Leek"].map(defined).to_vec()
    }

    #[test]
    fn spellings_are_merged_once() {
        let rules = || command([merge(&["tomatoes", "tomatoe", "tomahto"], "Tomato")]);
        let done = [merged("Tomatoes", "tomato"), merged("tomatoe", "tomato")];
        check(known(), rules(), done.clone());
        check([known(), done.to_vec()].concat(), rules(), []);
    }

    #[test]
    fn where_nobody_has_the_name_the_first_takes_it() {
        let rules = || command([merge(&["tomatoes", "tomatoe"], "love apple")]);
        let done = [renamed("Tomatoes", "love apple"), merged("tomatoe", "Tomatoes")];
        check(known(), rules(), done.clone());
        check([known(), done.to_vec()].concat(), rules(), []);
        check([], rules(), []);
    }

    #[test]
    fn merges_follow_one_another_in_either_order() {
        let (to_plural, to_singular) = (merge(&["tomatoe"], "tomatoes"), merge(&["tomatoes"], "tomato"));
        check(
            known(),
            command([to_plural.clone(), to_singular.clone()]),
            [merged("tomatoe", "Tomatoes"), merged("Tomatoes", "tomato")],
        );
        check(
            known(),
            command([to_singular, to_plural]),
            [merged("Tomatoes", "tomato"), merged("tomatoe", "tomato")],
        );
    }

    #[test]
    fn names_and_categories_are_set_once() {
        let put = IngredientRecategorised {
            ingredient_id: id("Leek"),
            category: Some("produce".into()),
        };
        let rules = || command([Rule::Fold(Fold::Case), category("leek", "produce")]);
        let done = vec![
            renamed("Tomatoes", "tomatoes"),
            renamed("Leek", "leek"),
            put.into(),
        ];
        let events = rules().decide(&catalogue(&known())).unwrap();
        let sorted = |mut events: Vec<CatalogueEvent>| {
            events.sort_by_key(|event| format!("{event:?}"));
            events
        };
        assert_eq!(sorted(events.clone()), sorted(done));
        check([known(), events].concat(), rules(), []);
        check(
            [defined("brown  sugar")],
            command([Rule::Fold(Fold::Spaces)]),
            [renamed("brown  sugar", "brown sugar")],
        );
    }

    fn catalogue(events: &[CatalogueEvent]) -> Catalogue {
        let mut state = Catalogue::default();
        events.iter().cloned().for_each(|event| state.apply(event));
        state
    }

    #[test]
    fn rules_that_contradict_each_other_are_refused_with_both_places() {
        let refuse = |rules: Vec<Rule>, parts: &[&str]| {
            parts
                .iter()
                .for_each(|part| refused(known(), command(rules.clone()), part))
        };
        refuse(
            vec![merge(&["tomatoe"], "tomato"), merge(&["Tomatoe"], "Leek")],
            &["rules[1]", "into `tomato` elsewhere (see rules[0])"],
        );
        refuse(
            vec![merge(&["a"], "b"), merge(&["b"], "c"), merge(&["c"], "A")],
            &["rules[2]", "in a circle: c -> a -> b -> c"],
        );
        refuse(vec![merge(&["Leek"], "leek")], &["merged into itself"]);
        refuse(
            vec![rename("leek", "leeks"), category("Leek", "produce")],
            &["rules[0]", "write `leeks` there (see rules[1])"],
        );
        refuse(
            vec![rename("leek", "x"), rename("tomato", "X")],
            &["two ingredients are renamed to `X`"],
        );
        refuse(
            vec![category("leek", "a"), category("LEEK", "b")],
            &["two categories (see rules[0])"],
        );
    }

    #[test]
    fn rules_that_the_catalogue_contradicts_are_refused_and_nothing_is_done() {
        refused(
            known(),
            command([merge(&["tomatoe"], "tomato"), rename("Leek", "Tomatoes")]),
            "rules[1] is not valid: the name `Tomatoes` is taken",
        );
        let given = [known(), vec![merged("tomatoe", "Leek")]].concat();
        refused(
            given,
            command([merge(&["tomatoe"], "tomato")]),
            "was merged into `Leek`",
        );
    }

    #[test]
    fn rules_that_never_come_to_rest_are_refused() {
        refused(
            known(),
            command([rename("leek", "LEEK"), Rule::Fold(Fold::Case)]),
            "it would not come to rest: ingredient `leek` renamed to `LEEK`",
        );
        let alias = IngredientAliased {
            ingredient_id: id("Leek"),
            alias: "porro".into(),
        };
        refused(
            [known(), vec![alias.into()]].concat(),
            command([category("leek", "a"), category("porro", "b")]),
            "it would not come to rest",
        );
    }

    #[test]
    fn names_that_are_unknown_are_told() {
        let plan = plan(&[merge(&["tomatoe", "tomahto"], "tomato")], &catalogue(&known())).unwrap();
        assert_eq!(plan.unknown, [(0, "tomahto".to_owned())]);
        assert_eq!(plan.steps[0].what, "ingredient `tomatoe` merged into `tomato`");
    }
}
