//! Closed choices: one enum, one stable code, one label a person reads.

/// 選択肢. What every closed choice can say of itself.
pub trait Choice: Copy + 'static {
    /// The code that is stored and sent.
    fn code(self) -> &'static str;
    /// The words a person reads.
    fn label(self) -> &'static str;
}

/// Declares an enum whose variants carry a stable code (stored) and a Japanese label (shown).
#[macro_export]
macro_rules! choice {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),* }

        impl $name {
            /// Every choice, in the order it is offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code that is stored and sent; it never changes.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The words a person reads.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            /// The choice with this code, if there is one.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }

        impl $crate::choice::Choice for $name {
            fn code(self) -> &'static str {
                self.code()
            }
            fn label(self) -> &'static str {
                self.label()
            }
        }
    };
}
