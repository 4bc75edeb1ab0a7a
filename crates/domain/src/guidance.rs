//! 訪問の手がかり. What a visit can ask, fit for where the case stands. In the product's own words: a question opens, it
//! is no item to be ticked, and nothing is recorded of whether it was asked.

use crate::choice;

choice! {
    /// 事例のいま. What makes one question fit better than another.
    pub enum Situation {
        /// はじめてのモニタリング.
        First = "first", "はじめてのモニタリング";
        /// 前回、悪化した.
        Harder = "harder", "前回、悪くなったことがある";
        /// 目標が進んでいない.
        Stalled = "stalled", "進みにくい目標がある";
        /// 節目が近い.
        Turn = "turn", "ライフステージの節目が近い";
        /// 更新が近い.
        Renewal = "renewal", "受給者証の更新が近い";
        /// ことばでは読みとりにくい.
        Observed = "observed", "ことばのほかから意思を読みとる";
        /// 子ども.
        Child = "child", "子ども";
        /// 落ち着いている.
        Steady = "steady", "いつもの訪問";
    }
}

/// 問いかけ. One open question, and what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prompt {
    /// 事例のいま.
    pub situation: Situation,
    /// たずねること.
    pub ask: &'static str,
    /// ねらい.
    pub why: &'static str,
}

/// A visit has half an hour to an hour: more questions than these are an interrogation.
const MOST: usize = 3;

const PROMPTS: [Prompt; 10] = [
    Prompt {
        situation: Situation::First,
        ask: "始めてみて、思っていたのと違ったことはありますか。",
        why: "約束どおりかどうかより先に、暮らしにどう入ったかを聞く",
    },
    Prompt {
        situation: Situation::Harder,
        ask: "しんどくなったのは、どんなときですか。そのとき助けになったことは何でしたか。",
        why: "悪くなったことを数えず、次に使える助けを見つける",
    },
    Prompt {
        situation: Situation::Stalled,
        ask: "この目標は、いまも自分の目標ですか。小さくするなら、最初の一歩は何にしますか。",
        why: "進まないのは本人の力より、目標の大きさや支え方のことが多い",
    },
    Prompt {
        situation: Situation::Turn,
        ask: "これから変わることで、楽しみなこと、心配なことは何ですか。見てみたい所はありますか。",
        why: "見学や体験は時間がかかる。決める前に、選べるものを増やす",
    },
    Prompt {
        situation: Situation::Renewal,
        ask: "この期間に、前よりできるようになったこと、もういらなくなった手伝いは何ですか。",
        why: "続ける理由も減らす理由も、本人のことばで更新の計画に書く",
    },
    Prompt {
        situation: Situation::Observed,
        ask: "表情・しぐさ・選び方で、好きときらいはどこに表れていましたか。",
        why: "だれが、いつ、どこで見たかを分けて書くと、あとで読みとりを確かめられる",
    },
    Prompt {
        situation: Situation::Child,
        ask: "家・園や学校・事業所で、ようすが違うのはどんなときですか。",
        why: "場所による違いは、困りごとより先に、合う環境を教えてくれる",
    },
    Prompt {
        situation: Situation::Steady,
        ask: "最近うまくいったことを、一つくわしく聞かせてください。",
        why: "うまくいったことから始めると、次にしたいことが出やすい",
    },
    Prompt {
        situation: Situation::Steady,
        ask: "困ってはいないけれど、やってみたいことはありますか。",
        why: "落ち着いているときが、次の段階を話せるとき",
    },
    Prompt {
        situation: Situation::Steady,
        ask: "いまの回数や時間は、ちょうどよいですか。多い日、足りない日はいつですか。",
        why: "変更なしの理由にもなる",
    },
];

/// The questions for a visit: one for each of the situations given, in the order of the list above, filled up with those
/// that always fit.
#[must_use]
pub fn prompts(situations: &[Situation]) -> Vec<Prompt> {
    let fits =
        |prompt: &&Prompt| prompt.situation == Situation::Steady || situations.contains(&prompt.situation);
    PROMPTS.iter().filter(fits).take(MOST).copied().collect()
}

/// 権利と安全. What every visit looks after, whoever is met; the first is asked of the person alone.
pub const RIGHTS: [&str; 4] = [
    "ほかの人のいない所で、二人で話す時間をとる。",
    "いやなことを「いや」と言えているか。言ったあと、どうなったか。",
    "どなられる、さわられる、ほうっておかれる、閉じこめられる、お金を使われる。そういうことがないか。",
    "からだ（あざ・やせ）、身なり、部屋のようす。だれかが代わりに答えていないか。",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(situations: &[Situation]) -> Vec<Situation> {
        prompts(situations)
            .iter()
            .map(|prompt| prompt.situation)
            .collect()
    }

    #[test]
    fn what_went_worse_comes_before_the_renewal_and_never_more_than_three_are_asked() {
        use Situation::{Child, Harder, Renewal, Stalled, Turn};
        assert_eq!(
            asked(&[Child, Renewal, Turn, Stalled, Harder]),
            [Harder, Stalled, Turn]
        );
    }

    #[test]
    fn a_steady_case_gets_the_questions_that_always_fit() {
        use Situation::{Renewal, Steady};
        assert_eq!(asked(&[]), [Steady, Steady, Steady]);
        assert_eq!(asked(&[Renewal]), [Renewal, Steady, Steady]);
    }

    #[test]
    fn every_situation_has_its_question() {
        for situation in Situation::ALL {
            assert!(asked(&[*situation]).contains(situation), "{situation:?}");
        }
    }
}
