//! A reader of its own for the file: nothing of the writer is used here.

/// One line, cell by cell.
pub(crate) type Cells = Vec<String>;

/// The claims of one municipality and month.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) basic: Cells,
    pub(crate) people: Vec<Person>,
}

#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) detail: Cells,
    pub(crate) services: Vec<Cells>,
}

#[derive(Debug)]
pub(crate) struct File {
    pub(crate) control: Cells,
    pub(crate) groups: Vec<Group>,
}

/// One byte a character: what the items of claims may consist of.
pub(crate) fn decode(byte: u8) -> char {
    match byte {
        0x20..=0x7E => char::from(byte),
        0xA1..=0xDF => char::from_u32(0xFF61 + u32::from(byte) - 0xA1).unwrap(),
        other => panic!("byte {other:02X} has no place in the file"),
    }
}

/// Cells of a line; a quote is doubled inside quotes.
pub(crate) fn cells(line: &[u8]) -> Cells {
    let mut found = vec![String::new()];
    let mut quoted = false;
    let mut bytes = line.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if quoted && bytes.peek() == Some(&b'"') => {
                bytes.next();
                found.last_mut().unwrap().push('"');
            }
            b'"' => quoted = !quoted,
            b',' if !quoted => found.push(String::new()),
            other => found.last_mut().unwrap().push(decode(other)),
        }
    }
    assert!(!quoted, "a quote is left open");
    found
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let Some(end) = rest.windows(2).position(|pair| pair == b"\r\n") {
        found.push(&rest[..end]);
        rest = &rest[end + 2..];
    }
    assert!(rest.is_empty(), "the last record is not ended");
    found
}

/// Reads a file and holds it against the rules of its form.
pub(crate) fn read(bytes: &[u8]) -> File {
    let mut rows: Vec<Cells> = lines(bytes).into_iter().map(cells).collect();
    for (place, row) in rows.iter().enumerate() {
        assert_eq!(row[1], (place + 1).to_string(), "numbers run on");
    }
    let (control, end) = (rows.remove(0), rows.pop().unwrap());
    assert_eq!((control.len(), control[0].as_str()), (11, "1"));
    assert_eq!((end.len(), end[0].as_str()), (2, "3"));
    assert_eq!(control[3], rows.len().to_string());
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        assert_eq!(row[0], "2");
        let row = row[2..].to_vec();
        match (row[1].as_str(), row.len()) {
            ("01", 9) => groups.push(Group {
                basic: row,
                people: Vec::new(),
            }),
            ("02", 14) => groups.last_mut().unwrap().people.push(Person {
                detail: row,
                services: Vec::new(),
            }),
            ("03", 11) => {
                let people = &mut groups.last_mut().unwrap().people;
                people.last_mut().unwrap().services.push(row);
            }
            other => panic!("no record of this form: {other:?}"),
        }
    }
    groups.iter().for_each(add_up);
    File { control, groups }
}

fn number(text: &str) -> i64 {
    text.parse().unwrap()
}

/// Every total is the sum of what stands below it; what names the group is the same all the way down.
fn add_up(group: &Group) {
    assert_eq!(
        number(&group.basic[5]),
        i64::try_from(group.people.len()).unwrap()
    );
    let yen: i64 = group.people.iter().map(|person| number(&person.detail[12])).sum();
    assert_eq!(number(&group.basic[7]), yen);
    for (place, person) in group.people.iter().enumerate() {
        let detail = &person.detail;
        assert_eq!((&detail[0], &detail[2..5]), (&group.basic[0], &group.basic[2..5]));
        assert_eq!(detail[5], (place + 1).to_string());
        assert_eq!(detail[13], group.basic[8]);
        let mut units = 0;
        for service in &person.services {
            assert_eq!((&service[0], &service[2..5]), (&detail[0], &detail[2..5]));
            assert_eq!(service[5], detail[6]);
            assert_eq!(number(&service[7]) * number(&service[8]), number(&service[9]));
            units += number(&service[9]);
        }
        assert_eq!(number(&detail[11]), units);
        assert_eq!(number(&detail[12]), units * number(&detail[13]) / 1000);
    }
}
