//! Times that were taken, and what they say.

use std::time::Duration;

/// The times of one kind of request.
#[derive(Default, Clone)]
pub(crate) struct Times {
    taken: Vec<Duration>,
    /// How long it took to take them all.
    window: Duration,
}

impl Times {
    /// Adds one time.
    pub(crate) fn add(&mut self, time: Duration) {
        self.taken.push(time);
    }

    /// Adds what was taken at the same moment, on another connection.
    pub(crate) fn beside(&mut self, other: Self) {
        self.taken.extend(other.taken);
        self.window = self.window.max(other.window);
    }

    /// Adds what was taken afterwards, in another round.
    pub(crate) fn after(&mut self, other: Self) {
        self.taken.extend(other.taken);
        self.window += other.window;
    }

    /// Says how long it took to take them.
    pub(crate) fn within(&mut self, window: Duration) {
        self.window = window;
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.taken.len()
    }

    /// The time that so many of a hundred do not exceed.
    pub(crate) fn percentile(&self, of_hundred: usize) -> Duration {
        let mut sorted = self.taken.clone();
        sorted.sort_unstable();
        let last = sorted.len().saturating_sub(1);
        sorted.get(last * of_hundred / 100).copied().unwrap_or_default()
    }

    /// Half of them took no longer.
    pub(crate) fn half(&self) -> Duration {
        self.percentile(50)
    }

    /// How many were answered in a second.
    pub(crate) fn per_second(&self) -> f64 {
        if self.window.is_zero() {
            return 0.0;
        }
        f64::from(u32::try_from(self.taken.len()).unwrap_or(u32::MAX)) / self.window.as_secs_f64()
    }
}

/// How many of them in a second.
pub(crate) fn per_second(count: usize, time: Duration) -> f64 {
    if time.is_zero() {
        return f64::NAN;
    }
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / time.as_secs_f64()
}

/// Milliseconds, with as many places as they deserve.
pub(crate) fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1_000.0;
    let places = if milliseconds < 1.0 {
        3
    } else {
        usize::from(milliseconds < 100.0)
    };
    format!("{milliseconds:.places$}")
}

/// One time as a multiple of another.
pub(crate) fn ratio(of: Duration, to: Duration) -> f64 {
    if to.is_zero() {
        return f64::NAN;
    }
    of.as_secs_f64() / to.as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_a_hundred_times_is_the_fiftieth() {
        let mut times = Times::default();
        (1..=100)
            .rev()
            .for_each(|number| times.add(Duration::from_millis(number)));
        times.within(Duration::from_secs(2));
        assert_eq!(times.half(), Duration::from_millis(50));
        assert_eq!(times.percentile(99), Duration::from_millis(99));
        assert!((times.per_second() - 50.0).abs() < 0.001);
    }
}
