//! The figures as the page sees them: bars in percent of the longest one, and each in words.

use serde::Serialize;

use crate::model::count::Count;
use crate::model::touch::Channel;
use crate::render::words;
use crate::views::stats::{Answers, Stats, Week};

#[derive(Serialize)]
pub(super) struct ChartsView {
    /// The first day of the months that are counted.
    from: String,
    year: Option<YearView>,
    charts: Vec<Chart>,
}

/// The share in rhythm over the last year, drawn from 0 to 100 on a field of [`WIDTH`] by [`HEIGHT`].
#[derive(Serialize)]
struct YearView {
    /// The line from point to point; it breaks where there was no client yet.
    line: String,
    first: Point,
    last: Point,
    /// How many are in rhythm today, of how many.
    count: usize,
    of: usize,
}

#[derive(Serialize)]
struct Point {
    day: String,
    percent: usize,
    x: usize,
    y: usize,
}

#[derive(Serialize)]
struct Chart {
    title: &'static str,
    /// What the lighter part of a bar is; none if bars have one part.
    rest: Option<&'static str>,
    bars: Vec<Bar>,
}

#[derive(Serialize)]
struct Bar {
    name: &'static str,
    words: String,
    /// The lengths of its parts.
    width: usize,
    rest: usize,
}

/// The field of the year, in its own units.
const WIDTH: usize = 520;
const HEIGHT: usize = 100;

impl ChartsView {
    pub(super) fn of(figures: &Stats) -> Self {
        let charts = [silence(figures), channels(figures), purposes(figures)];
        Self {
            from: words::day(figures.from, figures.today),
            year: YearView::of(figures),
            charts: charts.into_iter().filter(|chart| !chart.bars.is_empty()).collect(),
        }
    }
}

impl YearView {
    /// None if nobody has been a client on two of the days.
    fn of(figures: &Stats) -> Option<Self> {
        let weeks = figures.year.len().saturating_sub(1).max(1);
        let point = |(nth, week): (usize, &Week)| {
            let percent = week.share.percent()?;
            let day = words::day(week.day, figures.today);
            Some(Point { day, percent, x: nth * WIDTH / weeks, y: HEIGHT - percent * HEIGHT / 100 })
        };
        let points: Vec<Option<Point>> = figures.year.iter().enumerate().map(point).collect();
        let line = line(&points);
        let mut known = points.into_iter().flatten();
        let (first, last) = (known.next()?, known.next_back()?);
        Some(Self { line, first, last, count: figures.in_rhythm.count, of: figures.in_rhythm.of })
    }
}

/// The path through the points there are.
fn line(points: &[Option<Point>]) -> String {
    let mut is_drawing = false;
    let mut line = String::new();
    for point in points {
        if let Some(Point { x, y, .. }) = point {
            line.push_str(&format!("{}{x} {y}", if is_drawing { "L" } else { "M" }));
        }
        is_drawing = point.is_some();
    }
    line
}

fn silence(figures: &Stats) -> Chart {
    let longest = figures.silence_by_status.iter().map(|(_, silence)| silence.median).max();
    let bars = figures.silence_by_status.iter().map(|(status, silence)| Bar {
        name: status.name(),
        words: format!("{}, the longest {}", Count(silence.median, "day"), silence.longest),
        width: share(silence.median as usize, longest.unwrap_or_default() as usize),
        rest: 0,
    });
    Chart { title: "Days of silence, median", rest: None, bars: bars.collect() }
}

fn channels(figures: &Stats) -> Chart {
    let all = |answers: &Answers| answers.answered + answers.unanswered;
    let most = figures.channels.iter().map(|(_, answers)| all(answers)).max().unwrap_or_default();
    let bars = figures.channels.iter().map(|(channel, answers)| Bar {
        name: if *channel == Channel::Email { "e-mail" } else { channel.name() },
        words: format!("{} of {} answered", answers.answered, all(answers)),
        width: share(answers.answered, most),
        rest: share(answers.unanswered, most),
    });
    Chart { title: "Ways that were answered", rest: Some("not answered"), bars: bars.collect() }
}

fn purposes(figures: &Stats) -> Chart {
    let given = figures.given;
    let all = [
        ("given", given.value),
        ("asked", given.ask),
        ("thanked", given.thanks),
        ("asked how it is going", given.feedback),
    ];
    let most = all.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let bars = all.into_iter().filter(|_| most > 0).map(|(name, count)| Bar {
        name,
        words: words::times(count),
        width: share(count, most),
        rest: 0,
    });
    Chart { title: "Given and asked", rest: None, bars: bars.collect() }
}

/// A part of the longest bar, in percent; what is there at all can be seen.
fn share(count: usize, most: usize) -> usize {
    if count == 0 { 0 } else { (count * 100 / most.max(1)).max(1) }
}

#[cfg(test)]
mod tests {
    use super::{Point, line, share};

    #[test]
    fn the_line_breaks_where_nobody_was_a_client() {
        let point = |x, y| Some(Point { day: String::new(), percent: 0, x, y });
        let points = [None, point(10, 5), point(20, 6), None, point(40, 7), point(50, 8)];
        assert_eq!(line(&points), "M10 5L20 6M40 7L50 8");
    }

    #[test]
    fn what_is_there_can_be_seen() {
        for ((count, most), expected) in
            [((0, 0), 0), ((0, 9), 0), ((1, 1000), 1), ((1, 3), 33), ((3, 3), 100)]
        {
            assert_eq!(share(count, most), expected, "{count} of {most}");
        }
    }
}
