//! The plan, shown to each party in its own way, with room for what they say to it.

use askama::Template;
use bansou_domain::calendar::wareki;
use bansou_domain::easy::Furigana;
use bansou_domain::room::{Ask, DayLine, Feeling, Helper, PlanAnswer, PlanView, ProviderPlan, Purpose};
use bansou_store::room::guest::{GuestRoom, Shown};

use super::{Top, words};
use crate::failure::Failure;
use crate::form::{Fields, Form, Typed, time_in_japan};
use crate::guest::GuestCx;

/// What the person and the family see: the same shape, made of different views.
struct Plain {
    wish: String,
    wish_words: &'static str,
    long_goal: String,
    short_goal: String,
    own_roles: Vec<String>,
    helpers: Vec<Helper>,
    week: Vec<DayLine>,
    easy: String,
}

/// What stands at the foot of either page.
struct Reply {
    occasion: String,
    by: String,
    until: String,
    answered: String,
    sent: bool,
}

#[derive(Template)]
#[template(path = "slices/door/my_plan.html")]
struct MyPlan {
    top: Top,
    name: String,
    plan: Plain,
    reply: Reply,
    form: Form,
}

#[derive(Template)]
#[template(path = "slices/door/provider_plan.html")]
struct OfPlan {
    top: Top,
    name: String,
    plan: ProviderPlan,
    reply: Reply,
    form: Form,
}

pub(super) fn render(
    cx: &GuestCx,
    top: Top,
    room: GuestRoom,
    form: Form,
    sent: bool,
) -> Result<String, Failure> {
    let (Ask::Plan(ask), Shown::Plan(view)) = (room.ask, room.shown) else {
        return Err(bansou_store::Failure::NotFound.into());
    };
    let reply = Reply {
        occasion: ask.occasion,
        by: ask.reply_by.map(wareki::format_with_weekday).unwrap_or_default(),
        until: wareki::format_with_weekday(room.until),
        answered: room.own.map(|(_, at)| time_in_japan(&at)).unwrap_or_default(),
        sent,
    };
    let name = cx.guest.name().to_owned();
    let plan = match view {
        PlanView::Provider(plan) => {
            return Ok(OfPlan {
                top,
                name,
                plan,
                reply,
                form,
            }
            .render()?);
        }
        PlanView::Person(plan) => Plain {
            wish: plan.wish,
            wish_words: words::MY_WISH,
            long_goal: plan.long_goal,
            short_goal: plan.short_goal,
            own_roles: plan.own_roles,
            helpers: plan.helpers,
            week: plan.week,
            easy: plan.easy,
        },
        PlanView::Family(plan) => Plain {
            wish: plan.wish_family,
            wish_words: words::FAMILY_WISH,
            long_goal: plan.long_goal,
            short_goal: plan.short_goal,
            own_roles: Vec::new(),
            helpers: plan.helpers,
            week: plan.week,
            easy: plan.easy,
        },
    };
    Ok(MyPlan {
        top,
        name,
        plan,
        reply,
        form,
    }
    .render()?)
}

/// An answer as the fields of the form.
pub(super) fn write(answer: &PlanAnswer, typed: &mut Typed) {
    typed.set("feeling", answer.feeling.map_or("", Feeling::code));
    typed.set("words", &answer.words);
    typed.set("received", if answer.received { "1" } else { "" });
}

/// Reads what was said; a feeling or words have to be there.
pub(super) fn read(fields: &mut Fields<'_>) -> PlanAnswer {
    let answer = PlanAnswer {
        feeling: fields.choice("feeling", "きもち", Feeling::from_code),
        words: fields.long("words", "つたえたいこと"),
        received: fields.ticked("received"),
        ..PlanAnswer::default()
    };
    let said = answer.feeling.is_some() || !answer.words.is_empty() || answer.received;
    if !said && fields.problem_free("feeling") {
        fields.tell("feeling", "ひとつ えらぶか、つたえたいことを 書いて ください。");
    }
    answer
}
