//! What the file says, byte for byte.

use std::fmt::Write as _;

use bansou_domain::claim::{Benefit, FrozenClaim};
use bansou_exchange::kokuho::{ClaimFile, write};
use insta::assert_snapshot;
use jiff::civil::date;

use crate::office::{batch, claim, example, law, line, month, priced};
use crate::reader::{decode, read};

fn file(benefit: Benefit, claims: Vec<FrozenClaim>) -> ClaimFile {
    write(&batch(benefit, claims), &law().layout).unwrap()
}

/// The bytes as text, line ends shown.
fn shown(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        match byte {
            b'\r' => text.push('←'),
            b'\n' => text.push('\n'),
            other => text.push(decode(*other)),
        }
    }
    text
}

#[test]
fn the_worked_example_gives_these_bytes() {
    let file = file(Benefit::Planning, example());
    assert_snapshot!(shown(&file.bytes), @"
    1,1,0,6,J31,0,1330000001,0,1,202611,←
    2,2,J312,01,202610,131016,1330000001,2,05,33707,10600←
    2,3,J312,02,202610,131016,1330000001,1,0000000018,ﾔﾏﾀﾞﾀﾛｳ,,20261015,520000,1872,19843,10600←
    2,4,J312,03,202610,131016,1330000001,0000000018,521111,1572,1,1572,←
    2,5,J312,03,202610,131016,1330000001,0000000018,526020,300,1,300,←
    2,6,J312,02,202610,131016,1330000001,2,0000000026,ｻﾄｳﾊﾅｺ,,20261020,520000,1308,13864,10600←
    2,7,J312,03,202610,131016,1330000001,0000000026,521211,1308,1,1308,←
    3,8←
    ");
    assert_eq!(file.name, "J2611001.CSV");
    let first_person: Vec<&[u8]> = file.bytes.split(|byte| *byte == b',').collect();
    let kana = first_person
        .iter()
        .find(|cell| cell.first() == Some(&0xD4))
        .unwrap();
    assert_eq!(kana, b"\xD4\xCF\xC0\xDE\xC0\xDB\xB3");
}

#[test]
fn a_child_stands_beside_the_guardian_in_a_file_of_its_own() {
    let law = law();
    let plan = line(
        law,
        Benefit::Child,
        month("2026-10"),
        "plan/1",
        Some(date(2026, 10, 3)),
    );
    let mut child = claim(Benefit::Child, "0000000034", "みほん ようこ", vec![plan]);
    child.child_kana = Some("ミホン　ショウ".to_owned());
    child.area = 0;
    child.price_hundredths = 1000;
    priced(&mut child);
    let file = file(Benefit::Child, vec![child]);
    assert_snapshot!(shown(&file.bytes), @"
    1,1,0,3,K31,0,1330000001,0,1,202611,←
    2,2,K311,01,202610,131016,1330000001,1,23,17660,10000←
    2,3,K311,02,202610,131016,1330000001,1,0000000034,ﾐﾎﾝﾖｳｺ,ﾐﾎﾝｼｮｳ,20261003,550000,1766,17660,10000←
    2,4,K311,03,202610,131016,1330000001,0000000034,551111,1766,1,1766,←
    3,5←
    ");
    assert_eq!(file.name, "K2611001.CSV");
}

/// Claims of two municipalities, of two months, and one of nothing.
fn mixed() -> Vec<FrozenClaim> {
    let mut claims = example();
    let mut late = claims[0].clone();
    late.month = month("2026-08");
    "0000000042".clone_into(&mut late.certificate);
    let mut neighbour = claims[1].clone();
    "141305".clone_into(&mut neighbour.municipality);
    let mut twice = claims[1].clone();
    "0000000059".clone_into(&mut twice.certificate);
    twice.lines.push(twice.lines[0].clone());
    priced(&mut twice);
    let mut nothing = claims[1].clone();
    "0000000067".clone_into(&mut nothing.certificate);
    nothing.lines.clear();
    nothing.yen = 0;
    claims.extend([late, neighbour, twice, nothing]);
    claims
}

#[test]
fn one_record_stands_over_each_municipality_and_month() {
    let file = file(Benefit::Planning, mixed());
    let mut said = String::new();
    for group in read(&file.bytes).groups {
        let people: Vec<&str> = group
            .people
            .iter()
            .map(|person| person.detail[6].as_str())
            .collect();
        writeln!(
            said,
            "{} {}: {}",
            group.basic[3],
            group.basic[2],
            people.join(" ")
        )
        .unwrap();
    }
    assert_snapshot!(said, @"
    131016 202608: 0000000042
    131016 202610: 0000000018 0000000026 0000000059
    141305 202610: 0000000026
    ");
    assert_eq!(file.left_out.len(), 1);
    assert_eq!(file.left_out[0].certificate, "0000000067");
}

#[test]
fn the_totals_are_those_of_the_file() {
    let file = file(Benefit::Planning, mixed());
    let read = read(&file.bytes);
    assert_eq!(
        read.control[5..9],
        ["0", "1330000001", "0", "1"].map(str::to_owned)
    );
    assert_eq!(file.totals.len(), read.groups.len());
    for (total, group) in file.totals.iter().zip(&read.groups) {
        assert_eq!(total.municipality, group.basic[3]);
        assert_eq!(total.people.to_string(), group.basic[5]);
        assert_eq!(total.yen.to_string(), group.basic[7]);
    }
    let yen = |group: &crate::reader::Group| group.basic[7].parse::<i64>().unwrap();
    assert_eq!(file.yen(), read.groups.iter().map(yen).sum::<i64>());
    assert_eq!(file.people(), 5);
}

#[test]
fn the_same_code_twice_is_one_line_with_two_times() {
    let file = file(Benefit::Planning, mixed());
    let groups = read(&file.bytes).groups;
    let people = groups.iter().flat_map(|group| &group.people);
    let twice = people
        .into_iter()
        .find(|person| person.detail[6] == "0000000059")
        .unwrap();
    assert_eq!(twice.services.len(), 1);
    assert_eq!(twice.services[0][8], "2");
}

#[test]
fn the_order_the_claims_are_handed_in_changes_nothing() {
    let claims = mixed();
    let first = file(Benefit::Planning, claims.clone());
    for turn in 0..claims.len() {
        let mut turned = claims.clone();
        turned.rotate_left(turn);
        for claim in &mut turned {
            claim.lines.reverse();
        }
        assert_eq!(file(Benefit::Planning, turned).bytes, first.bytes);
    }
    let mut backwards = claims;
    backwards.reverse();
    let again = file(Benefit::Planning, backwards);
    assert_eq!((again.bytes, again.rows), (first.bytes, first.rows));
}

#[test]
fn a_month_without_a_base_fee_has_no_day() {
    let law = law();
    let visit = line(law, Benefit::Planning, month("2026-10"), "intensive-visit", None);
    let mut only = claim(Benefit::Planning, "0000000018", "ミホン", vec![visit]);
    only.based_on = Some(date(2026, 10, 2));
    let groups = read(&file(Benefit::Planning, vec![only]).bytes).groups;
    assert_eq!(groups[0].people[0].detail[9], "");
}

#[test]
fn the_records_are_shown_as_they_are_written() {
    let file = file(Benefit::Planning, example());
    let lines: Vec<Vec<u8>> = file
        .bytes
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    for (row, line) in file.rows.iter().zip(&lines) {
        let line = line.strip_suffix(b"\r").unwrap();
        assert_eq!(crate::reader::cells(line), row.cells);
        assert_eq!(row.cells.len(), row.heading.items.len());
    }
    let detail = &file.rows[2];
    assert_eq!(
        (
            detail.heading.term.as_str(),
            detail.heading.items[9].name.as_str()
        ),
        ("明細情報レコード", "支給決定者氏名カナ")
    );
}

#[test]
fn what_nobody_confirmed_is_said_weakest_first() {
    let file = file(Benefit::Planning, example());
    let mut said = String::new();
    for part in file
        .unconfirmed
        .iter()
        .filter(|part| part.place.is_none_or(|place| place < 7))
    {
        let place = part.place.map_or_else(String::new, |place| format!(" {place}"));
        let note = part
            .note
            .as_deref()
            .map_or_else(String::new, |note| format!(" — {note}"));
        writeln!(
            said,
            "{}: {}{place} {}{note}",
            part.evidence.code(),
            part.table,
            part.what
        )
        .unwrap();
    }
    assert_snapshot!(said, @"
    unverified: 基本情報レコード 6 件数 — 名称とけた数は推定
    unverified: 明細情報レコード 6 項番 — 名称とけた数は推定
    one_source: コード データ種別（J31） — 交換情報識別番号の上3けた
    one_source: コード 代表のサービスコード（520000） — いつの提供月からかは分からない
    one_source: サービス情報レコード 1 交換情報識別番号
    one_source: サービス情報レコード 2 レコード種別コード
    one_source: サービス情報レコード 3 サービス提供年月
    one_source: サービス情報レコード 4 市町村番号
    one_source: サービス情報レコード 5 事業所番号
    one_source: サービス情報レコード 6 受給者証番号
    one_source: 基本情報レコード 1 交換情報識別番号
    one_source: 基本情報レコード 2 レコード種別コード
    one_source: 基本情報レコード 3 サービス提供年月
    one_source: 基本情報レコード 4 市町村番号
    one_source: 基本情報レコード 5 事業所番号
    one_source: 明細情報レコード 1 交換情報識別番号
    one_source: 明細情報レコード 2 レコード種別コード
    one_source: 明細情報レコード 3 サービス提供年月
    one_source: 明細情報レコード 4 市町村番号
    one_source: 明細情報レコード 5 事業所番号
    two_sources: エンドレコード 1 レコード種別
    two_sources: エンドレコード 2 レコード番号（連番）
    two_sources: コントロールレコード 1 レコード種別
    two_sources: コントロールレコード 2 レコード番号（連番）
    two_sources: コントロールレコード 3 ボリューム通番
    two_sources: コントロールレコード 4 レコード件数
    two_sources: コントロールレコード 5 データ種別
    two_sources: コントロールレコード 6 市町村番号 — 送る側が市町村でないため0
    two_sources: コード 交換情報識別番号（J312）
    two_sources: コード 地域区分コード 五級地（05） — 別の実装は児と同じ11から17を者に使う
    two_sources: データレコードの先頭 1 レコード種別
    two_sources: データレコードの先頭 2 レコード番号（連番）
    ");
}

#[test]
fn a_serial_is_part_of_the_name_and_of_nothing_else() {
    let mut batch = batch(Benefit::Planning, example());
    let first = write(&batch, &law().layout).unwrap();
    batch.serial = 12;
    let other = write(&batch, &law().layout).unwrap();
    assert_eq!(other.name, "J2611012.CSV");
    assert_eq!(other.name.split('.').next().unwrap().len(), 8);
    assert_eq!(other.bytes, first.bytes);
}
