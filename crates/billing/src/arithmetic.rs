//! 端数. Exact shares of whole units.

use bansou_law::Rate;

/// Returns the share of `units`, rounded half up to a whole unit. Never negative.
pub(crate) fn share_half_up(units: i64, rate: Rate) -> i64 {
    let (numerator, denominator) = (i64::from(rate.numerator), i64::from(rate.denominator));
    let doubled = units.max(0).saturating_mul(numerator).saturating_mul(2);
    doubled.saturating_add(denominator) / (denominator * 2)
}

/// Returns units × price, rounded down to a whole yen.
pub(crate) fn yen(units: i64, price: Rate) -> i64 {
    let product = i128::from(units) * i128::from(price.numerator);
    i64::try_from(product.div_euclid(i128::from(price.denominator))).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(numerator: u32, denominator: u32) -> Rate {
        Rate {
            numerator,
            denominator,
        }
    }

    #[test]
    fn half_a_unit_rounds_up_and_less_rounds_down() {
        assert_eq!(share_half_up(1572, rate(15, 100)), 236);
        assert_eq!(share_half_up(1500, rate(51, 1000)), 77);
        assert_eq!(share_half_up(1308, rate(51, 1000)), 67);
        assert_eq!(share_half_up(0, rate(51, 1000)), 0);
    }

    #[test]
    fn a_fraction_of_a_yen_is_dropped() {
        assert_eq!(yen(1631, rate(1036, 100)), 16897);
        assert_eq!(yen(1568, rate(1060, 100)), 16620);
    }
}
