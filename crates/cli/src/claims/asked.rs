//! What the first reading keeps of a person, as bytes between two passes.

use std::collections::BTreeSet;

use bansou_billing::{AskedFee, Asks};
use serde::{Deserialize, Serialize};

/// What one person asks, and where the person stands.
pub(super) struct Asked {
    pub(super) position: usize,
    pub(super) order: Vec<u8>,
    pub(super) asks: Asks,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    position: usize,
    order: Vec<u8>,
    fees: [(bool, bool, bool); 2],
    visitors: BTreeSet<usize>,
    issues: BTreeSet<String>,
}

impl Asked {
    /// Writes it as bytes. People with one id come back in the order of the lines.
    pub(super) fn write(self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = format!("{:020}", self.position).into_bytes();
        let kept = Kept {
            position: self.position,
            order: self.order,
            fees: self
                .asks
                .fees
                .map(|fee| (fee.earned, fee.known, fee.known_second)),
            visitors: self.asks.visitors,
            issues: self.asks.issues,
        };
        serde_json::to_writer(&mut bytes, &kept)?;
        Ok(bytes)
    }

    /// Reads it back.
    pub(super) fn read(bytes: &[u8]) -> serde_json::Result<Self> {
        let kept: Kept = serde_json::from_slice(bytes.get(20..).unwrap_or_default())?;
        let fees = kept.fees.map(|(earned, known, known_second)| AskedFee {
            earned,
            known,
            known_second,
        });
        Ok(Self {
            position: kept.position,
            order: kept.order,
            asks: Asks {
                fees,
                visitors: kept.visitors,
                issues: kept.issues,
            },
        })
    }
}
