//! さがす. People of the office by name, by reading, or by the end of a certificate's number.

use bansou_domain::text;
use uuid::Uuid;

use crate::access::OfficeMember;
use crate::person::like;
use crate::{Failure, Reader};

/// So many digits at the end of a certificate's number say whose it is.
const DIGITS: usize = 3;
/// So many characters of each ending of a name are kept; a longer search is looked for in the name itself.
const TAIL: usize = 16;

/// One person found: what tells people of one name apart, and no more.
#[apply(row!)]
#[derive(Debug, Clone)]
pub struct PersonHit {
    /// The key.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The reading.
    pub kana: String,
    /// The birth date, ISO.
    pub born: Option<String>,
    /// Who is in charge.
    pub specialist_name: Option<String>,
    /// Whether the viewer is in charge.
    pub mine: bool,
    /// Whether the viewer covers the case today.
    pub covered: bool,
    /// Whether the case is closed.
    pub closed: bool,
}

impl Reader {
    /// The office's people whose name or reading holds the words, or one of whose certificates ends in them; the
    /// worker's own and covered cases first.
    pub async fn find_people(
        &mut self,
        member: OfficeMember,
        words: &str,
        limit: i64,
    ) -> Result<Vec<PersonHit>, Failure> {
        let organisation = self.organisation();
        // A name is typed with and without the space in it.
        let name = text::fold(words).replace(' ', "");
        if name.is_empty() {
            return Ok(Vec::new());
        }
        let today = self.today().to_string();
        let (begins, ends) = tails(&name);
        sql!(
            self,
            all,
            "WITH covered AS (
                 SELECT DISTINCT v.person FROM cover v
                 WHERE v.organisation = $1 AND v.staff = $3 AND v.from_on <= $7 AND v.until_on >= $7),
             found AS (
                 SELECT t.person FROM person_tail t WHERE t.organisation = $1 AND t.tail >= $8 AND t.tail < $9
                 UNION SELECT c.person FROM certificate c WHERE c.organisation = $1 AND $5 <> '' AND c.number LIKE $5)
             SELECT p.id, p.name, p.kana, p.born, s.name AS specialist_name, p.closed_on IS NOT NULL AS closed,
                    (p.specialist IS NOT NULL AND p.specialist = $3) AS mine, v.person IS NOT NULL AS covered
             FROM found f CROSS JOIN person p LEFT JOIN staff s ON s.organisation = p.organisation AND s.id = p.specialist
             LEFT JOIN covered v ON v.person = p.id
             WHERE p.organisation = $1 AND p.id = f.person AND p.office = $2
               AND (REPLACE(p.kana_key, ' ', '') LIKE $4 ESCAPE '\\' OR $5 <> '' AND p.id IN (
                   SELECT c.person FROM certificate c WHERE c.organisation = $1 AND c.person = p.id AND c.number LIKE $5))
             ORDER BY CASE WHEN p.specialist = $3 OR v.person IS NOT NULL THEN 0 ELSE 1 END, p.kana_key, p.id LIMIT $6",
            organisation,
            member.office().0,
            member.staff().0,
            like(&name),
            number_tail(words),
            limit,
            &today,
            &begins,
            &ends
        )
    }
}

/// The endings that begin with these words: from the first of them to behind the last. No text holds the byte FF.
fn tails(words: &str) -> (Vec<u8>, Vec<u8>) {
    let begins = words.chars().take(TAIL).collect::<String>().into_bytes();
    let ends = begins.iter().copied().chain([0xff]).collect();
    (begins, ends)
}

/// The pattern for the end of a certificate's number; empty when the words are no number.
fn number_tail(words: &str) -> String {
    let digits = text::digits(words);
    let number = digits.len() >= DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    if number {
        format!("%{digits}")
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_of_three_digits_or_more_is_looked_for_on_certificates() {
        assert_eq!(number_tail("０１８"), "%018");
        assert_eq!(number_tail("000-018"), "%000018");
        assert_eq!(number_tail("18"), "");
        assert_eq!(number_tail("1%8"), "");
        assert_eq!(number_tail("みほん"), "");
    }
}
