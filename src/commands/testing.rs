//! Given, when, then: what the tests of every stream type's commands share.

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;

use super::Refusal;
use super::fact::{Fact, Named};

/// These events given, the command makes those, or is refused with a message that has this in it.
#[track_caller]
pub(crate) fn check<A, E>(services: A::Services, given: Vec<E>, when: A::Command, then: Result<Vec<E>, &str>)
where
    A: Aggregate<Event = Fact<E>, Error = Refusal>,
    E: Named + 'static,
{
    let result = TestFramework::<A>::with(services)
        .given(given.into_iter().map(Fact).collect())
        .when(when)
        .inspect_result();
    match (result, then) {
        (Ok(events), Ok(expected)) => assert_eq!(events, expected.into_iter().map(Fact).collect::<Vec<_>>()),
        (Err(refusal), Err(part)) => {
            assert!(refusal.to_string().contains(part), "`{refusal}` lacks `{part}`")
        }
        (result, then) => panic!("{result:?}, expected {then:?}"),
    }
}
