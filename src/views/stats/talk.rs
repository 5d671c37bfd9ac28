//! Which channels are answered (P08), and what touches are for (P15).

use chrono::NaiveDate;

use crate::model::touch::{Channel, Outcome, Touch};
use crate::rules::Standing;

/// How often a channel reached somebody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    /// Touches that were contact.
    pub answered: usize,
    /// Attempts.
    pub unanswered: usize,
}

/// How many touches had which purpose; one may have several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Given {
    /// `#value`: something given.
    pub value: usize,
    /// `#ask`: something asked for.
    pub ask: usize,
    /// `#thanks`: thanks given.
    pub thanks: usize,
    /// `#feedback`: asked how the work is doing.
    pub feedback: usize,
}

/// The counts of touches, added up client by client.
#[derive(Debug, Default)]
pub(super) struct Talk {
    pub(super) given: Given,
    /// In the order of [`Channel::ALL`].
    channels: [Answers; Channel::ALL.len()],
}

impl Talk {
    /// Counts a client's touches after a day up to today.
    pub(super) fn of(standing: &Standing<'_, '_>, before: NaiveDate) -> Self {
        let mut talk = Self::default();
        let touches = standing.touches();
        let recent = touches.partition_point(|touch| touch.date <= before);
        for touch in touches.iter().skip(recent) {
            talk.count(touch);
        }
        talk
    }

    /// Adds the counts of another client.
    pub(super) fn add(&mut self, other: &Self) {
        for (answers, others) in self.channels.iter_mut().zip(&other.channels) {
            answers.answered += others.answered;
            answers.unanswered += others.unanswered;
        }
        self.given.value += other.given.value;
        self.given.ask += other.given.ask;
        self.given.thanks += other.given.thanks;
        self.given.feedback += other.given.feedback;
    }

    fn count(&mut self, touch: &Touch) {
        let channels = Channel::ALL.iter().zip(&mut self.channels);
        for (_, answers) in channels.filter(|(channel, _)| **channel == touch.channel) {
            match touch.outcome {
                Outcome::Contact => answers.answered += 1,
                Outcome::Attempt => answers.unanswered += 1,
            }
        }
        self.given.value += usize::from(touch.purposes.value);
        self.given.ask += usize::from(touch.purposes.ask);
        self.given.thanks += usize::from(touch.purposes.thanks);
        self.given.feedback += usize::from(touch.purposes.feedback);
    }

    /// The channels that were used.
    pub(super) fn channels(&self) -> Vec<(Channel, Answers)> {
        let all = Channel::ALL.into_iter().zip(self.channels);
        all.filter(|(_, answers)| *answers != Answers::default()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Answers, Given};
    use crate::model::touch::Channel;
    use crate::views::stats::testing::{figures, note};

    #[test]
    fn the_touches_of_twelve_months_are_counted() {
        let history = "## 2025-11-21 Card #value\n## 2025-11-22 Call #value #ask\n\
                       ## 2026-03-01 E-mail, no reply #value\n## 2026-03-02 E-mail, no reply\n\
                       ## 2026-11-21 Call #thanks\n## 2026-11-22 Lunch #feedback\n## 2026-11-01 Order #ask\n";
        let notes =
            [note("name: X", history), note("name: Y", "## 2026-11-20 Called, no answer #feedback\n")];
        figures("", &notes, "", |figures| {
            assert_eq!(figures.from.to_string(), "2025-11-22");
            let answers = |answered, unanswered| Answers { answered, unanswered };
            let expected = [(Channel::Call, answers(2, 1)), (Channel::Email, answers(0, 2))];
            assert_eq!(figures.channels, expected);
            assert_eq!(figures.given, Given { value: 2, ask: 1, thanks: 1, feedback: 1 });
        });
    }
}
