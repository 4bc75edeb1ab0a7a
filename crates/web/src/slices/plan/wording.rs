//! The gentle questions about a plan, each at its field. They never block.

use bansou_domain::plan::{Hint, hints};

use super::fields::Read;

/// One question beside one field.
pub(super) struct Asked {
    pub(super) field: String,
    pub(super) words: &'static str,
}

/// What may be asked about a plan.
pub(super) fn asked(read: &Read, renewal: bool) -> Vec<Asked> {
    let mut asked: Vec<_> = hints(&read.plan)
        .into_iter()
        .map(|hint| ask(hint, read))
        .collect();
    if renewal && read.plan.past_effect.trim().is_empty() {
        asked.push(Asked {
            field: "past_effect".to_owned(),
            words: "これまでのサービスで何ができるようになり、何が変わりましたか。続ける理由にもなります。",
        });
    }
    asked
}

fn ask(hint: Hint, read: &Read) -> Asked {
    let at = |row: usize, field: &str| {
        let row = read.rows.get(row).copied().unwrap_or(row);
        format!("needs.{row}.{field}")
    };
    let (field, words) = match hint {
        Hint::SupporterVoice(row) => (
            at(row, "need"),
            "支援する側の言い方になっていませんか。「わたしは…したい」と本人のことばで書くと、誰の願いかがはっきりします。",
        ),
        Hint::SupporterGoal(row) => (
            at(row, "goal"),
            "支援する側がすることになっていませんか。本人がたどり着く姿で書いてみてください。",
        ),
        Hint::VagueGoal(row) => (
            at(row, "goal"),
            "いつ、どこで、だれと、何をしていたら、そうなったとわかりますか。",
        ),
        Hint::NoOwnRole(row) => (
            at(row, "own_role"),
            "本人がすることはありますか。小さなことでも、本人が選んだことを書いてみてください。",
        ),
        Hint::UnmetUnsaid(row) => (
            at(row, "unmet"),
            "まだ見つかっていない支援があるようです。ここに書いておくと、地域の課題として残せます。",
        ),
        Hint::OnlyPublicServices => (
            "needs".to_owned(),
            "福祉サービスだけの計画になっています。家族や友人、地域、趣味の時間など、本人の暮らしにあるものも書けます。",
        ),
        Hint::FamilyInPersonsWish => (
            "wish_person".to_owned(),
            "家族のことばが入っています。家族の意向の欄に分けると、本人の願いが見えやすくなります。",
        ),
        Hint::WishNotFirstPerson => (
            "wish_person".to_owned(),
            "「わたしは…したい」と本人のことばで書けますか。ことばで聞きとれないときは、見えたことを（　）で書きます。",
        ),
        Hint::WishesAlike => (
            "wish_family".to_owned(),
            "本人と家族の意向が同じ文です。本当に同じか、それぞれに聞いたことばかを確かめてください。",
        ),
        Hint::VagueLongGoal => (
            "long_goal".to_owned(),
            "どんな暮らしの場面が思い浮かびますか。いつ、どこで、だれと、何をしているかを書いてみてください。",
        ),
    };
    Asked { field, words }
}
