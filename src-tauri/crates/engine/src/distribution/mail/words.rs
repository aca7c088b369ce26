//! The sentences of a mail with tickets, by language.

use counterfoil_domain::Day;

/// What a mail says in one language. `{…}` is filled in.
#[derive(Debug)]
pub(super) struct Words {
    /// The language, BCP 47.
    pub(super) tag: &'static str,
    /// How its days are written, in the signs of `chrono`.
    day: &'static str,
    /// Whether it is written from right to left.
    pub(super) from_right: bool,
    /// `{title}`, `{day}`.
    pub(super) subject: &'static str,
    /// `{name}`.
    pub(super) greeting: &'static str,
    /// To somebody whose name is not known.
    pub(super) greeting_nameless: &'static str,
    pub(super) attached: &'static str,
    pub(super) show: &'static str,
    pub(super) keep: &'static str,
    pub(super) visit: &'static str,
    pub(super) place: &'static str,
    pub(super) when: &'static str,
    pub(super) whole_day: &'static str,
    pub(super) tickets: &'static str,
    pub(super) booking: &'static str,
}

impl Words {
    /// The words of a language; of English where there are none.
    pub(super) fn of(language: &str) -> &'static Self {
        Self::known(language).unwrap_or(&ENGLISH)
    }

    /// The words of a language, of any of its regions and scripts.
    pub(super) fn known(language: &str) -> Option<&'static Self> {
        let first = language.split(['-', '_']).next().unwrap_or_default();
        ALL.into_iter().find(|words| words.tag.eq_ignore_ascii_case(first))
    }

    /// The languages there are words for.
    pub(super) fn languages() -> [&'static str; 10] {
        ALL.map(|words| words.tag)
    }

    /// A day as it is written in this language.
    pub(super) fn day(&self, day: Day) -> String {
        day.format(self.day).to_string()
    }
}

const ALL: [&Words; 10] =
    [&ENGLISH, &GERMAN, &FRENCH, &SPANISH, &ITALIAN, &ARABIC, &GREEK, &RUSSIAN, &CHINESE, &JAPANESE];

static ENGLISH: Words = Words {
    tag: "en",
    day: "%-d %B %Y",
    from_right: false,
    subject: "Your tickets: {title}, {day}",
    greeting: "Dear {name},",
    greeting_nameless: "Good day,",
    attached: "your tickets are attached to this mail as a PDF.",
    show: "Show them at the entrance, printed or on your phone.",
    keep: "Whoever has a code can enter with it: please do not pass this mail on.",
    visit: "Visit",
    place: "Place",
    when: "When",
    whole_day: "any time of the day",
    tickets: "Tickets",
    booking: "Booking",
};

static GERMAN: Words = Words {
    tag: "de",
    day: "%d.%m.%Y",
    from_right: false,
    subject: "Ihre Tickets: {title}, {day}",
    greeting: "Guten Tag {name},",
    greeting_nameless: "Guten Tag,",
    attached: "Ihre Tickets hängen als PDF an dieser E-Mail.",
    show: "Zeigen Sie sie am Eingang vor, gedruckt oder auf dem Telefon.",
    keep: "Wer einen Code hat, kommt damit hinein: Bitte geben Sie diese E-Mail nicht weiter.",
    visit: "Besuch",
    place: "Ort",
    when: "Wann",
    whole_day: "den ganzen Tag",
    tickets: "Tickets",
    booking: "Buchung",
};

static FRENCH: Words = Words {
    tag: "fr",
    day: "%d/%m/%Y",
    from_right: false,
    subject: "Vos billets : {title}, {day}",
    greeting: "Bonjour {name},",
    greeting_nameless: "Bonjour,",
    attached: "vos billets sont joints à cet e-mail au format PDF.",
    show: "Présentez-les à l’entrée, imprimés ou sur votre téléphone.",
    keep: "Toute personne qui possède un code peut entrer avec : merci de ne pas transférer cet e-mail.",
    visit: "Visite",
    place: "Lieu",
    when: "Quand",
    whole_day: "toute la journée",
    tickets: "Billets",
    booking: "Réservation",
};

static SPANISH: Words = Words {
    tag: "es",
    day: "%d/%m/%Y",
    from_right: false,
    subject: "Sus entradas: {title}, {day}",
    greeting: "Hola, {name}:",
    greeting_nameless: "Hola:",
    attached: "Sus entradas van adjuntas a este correo en PDF.",
    show: "Muéstrelas en la entrada, impresas o en su teléfono.",
    keep: "Quien tenga un código puede entrar con él: por favor, no reenvíe este correo.",
    visit: "Visita",
    place: "Lugar",
    when: "Cuándo",
    whole_day: "todo el día",
    tickets: "Entradas",
    booking: "Reserva",
};

static ITALIAN: Words = Words {
    tag: "it",
    day: "%d/%m/%Y",
    from_right: false,
    subject: "I suoi biglietti: {title}, {day}",
    greeting: "Buongiorno {name},",
    greeting_nameless: "Buongiorno,",
    attached: "i suoi biglietti sono allegati a questa e-mail in formato PDF.",
    show: "Li mostri all’ingresso, stampati o sul telefono.",
    keep: "Chi ha un codice può entrare: la preghiamo di non inoltrare questa e-mail.",
    visit: "Visita",
    place: "Luogo",
    when: "Quando",
    whole_day: "tutto il giorno",
    tickets: "Biglietti",
    booking: "Prenotazione",
};

static ARABIC: Words = Words {
    tag: "ar",
    day: "%d/%m/%Y",
    from_right: true,
    subject: "تذاكركم: {title}، {day}",
    greeting: "مرحبًا {name}،",
    greeting_nameless: "مرحبًا،",
    attached: "تذاكركم مرفقة بهذه الرسالة بصيغة PDF.",
    show: "يُرجى إبرازها عند المدخل، مطبوعةً أو على الهاتف.",
    keep: "يمكن لمن لديه الرمز أن يدخل به، لذا نرجو عدم إعادة إرسال هذه الرسالة.",
    visit: "الزيارة",
    place: "المكان",
    when: "الموعد",
    whole_day: "طوال اليوم",
    tickets: "التذاكر",
    booking: "الحجز",
};

static GREEK: Words = Words {
    tag: "el",
    day: "%d/%m/%Y",
    from_right: false,
    subject: "Τα εισιτήριά σας: {title}, {day}",
    greeting: "Αγαπητέ/ή {name},",
    greeting_nameless: "Καλημέρα σας,",
    attached: "τα εισιτήριά σας επισυνάπτονται σε αυτό το μήνυμα ως PDF.",
    show: "Δείξτε τα στην είσοδο, τυπωμένα ή στο κινητό σας.",
    keep: "Όποιος έχει έναν κωδικό μπορεί να μπει με αυτόν: παρακαλούμε μην προωθήσετε αυτό το μήνυμα.",
    visit: "Επίσκεψη",
    place: "Τόπος",
    when: "Πότε",
    whole_day: "όλη την ημέρα",
    tickets: "Εισιτήρια",
    booking: "Κράτηση",
};

static RUSSIAN: Words = Words {
    tag: "ru",
    day: "%d.%m.%Y",
    from_right: false,
    subject: "Ваши билеты: {title}, {day}",
    greeting: "Здравствуйте, {name}!",
    greeting_nameless: "Здравствуйте!",
    attached: "Ваши билеты приложены к этому письму в формате PDF.",
    show: "Покажите их на входе: распечатанными или на экране телефона.",
    keep: "С кодом может пройти любой, у кого он есть: пожалуйста, не пересылайте это письмо.",
    visit: "Посещение",
    place: "Место",
    when: "Когда",
    whole_day: "в течение всего дня",
    tickets: "Билеты",
    booking: "Бронирование",
};

static CHINESE: Words = Words {
    tag: "zh",
    day: "%Y年%-m月%-d日",
    from_right: false,
    subject: "您的门票：{title}，{day}",
    greeting: "{name}，您好！",
    greeting_nameless: "您好！",
    attached: "您的门票已作为 PDF 附在本邮件中。",
    show: "入场时请出示打印件或手机上的门票。",
    keep: "持有代码的人即可入场，请勿转发本邮件。",
    visit: "参观",
    place: "地点",
    when: "时间",
    whole_day: "全天有效",
    tickets: "门票",
    booking: "预订号",
};

static JAPANESE: Words = Words {
    tag: "ja",
    day: "%Y年%-m月%-d日",
    from_right: false,
    subject: "チケットのご案内：{title}、{day}",
    greeting: "{name} 様",
    greeting_nameless: "お客様",
    attached: "チケットをPDFで添付いたしました。",
    show: "ご入場の際に、印刷したもの、またはスマートフォンの画面をご提示ください。",
    keep: "コードをお持ちの方は誰でも入場できます。このメールを転送なさらないようお願いいたします。",
    visit: "ご利用内容",
    place: "場所",
    when: "日時",
    whole_day: "終日",
    tickets: "チケット",
    booking: "予約番号",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_everything() {
        let day = Day::from_ymd_opt(2026, 12, 4).unwrap();
        for words in ALL {
            assert!(words.subject.contains("{title}") && words.subject.contains("{day}"), "{}", words.tag);
            assert!(words.greeting.contains("{name}") && !words.greeting_nameless.contains('{'), "{}", words.tag);
            let written = words.day(day);
            assert!(written.contains("2026") && written.contains('4'), "{written}");
            let rest = [words.attached, words.show, words.keep, words.visit, words.place, words.when];
            assert!(rest.iter().all(|text| !text.is_empty() && !text.contains('{')), "{}", words.tag);
        }
        assert_eq!(Words::of("en").day(day), "4 December 2026");
        assert_eq!(Words::of("ja-JP").day(day), "2026年12月4日");
    }

    #[test]
    fn a_region_is_its_language_and_an_unknown_one_is_english() {
        for (asked, found) in [("de-AT", "de"), ("zh_Hant", "zh"), ("AR", "ar"), ("nl", "en"), ("", "en")] {
            assert_eq!(Words::of(asked).tag, found, "{asked}");
        }
        assert!(Words::known("nl").is_none());
        assert_eq!(Words::languages().len(), ALL.len());
    }
}
