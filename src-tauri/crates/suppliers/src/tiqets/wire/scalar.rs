//! Values that arrive in more than one form: ids as strings or integers, amounts as numbers or strings.

use std::{fmt, marker::PhantomData};

use counterfoil_domain::{Currency, Money};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};

use crate::text;

/// An id: a string or an integer, kept as a string.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Id(pub(crate) String);

struct IdVisitor;

impl Visitor<'_> for IdVisitor {
    type Value = Id;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id, as a string or an integer")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
        Ok(Id(text.to_owned()))
    }
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Id, E> {
        Ok(Id(number.to_string()))
    }
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Id, E> {
        Ok(Id(number.to_string()))
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(IdVisitor)
    }
}

/// A number, or a string that holds one, kept as its shortest decimal text: no amount passes through arithmetic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number(pub(crate) String);

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or a string that holds one")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Number, E> {
        Ok(Number(text.trim().to_owned()))
    }
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Number, E> {
        Ok(Number(number.to_string()))
    }
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Number, E> {
        Ok(Number(number.to_string()))
    }
    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Number, E> {
        // The shortest text that reads back to the same number: the digits that stood in the answer.
        Ok(Number(number.to_string()))
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NumberVisitor)
    }
}

impl Number {
    /// An amount; nothing below zero is a price.
    pub(crate) fn money(&self, currency: Currency) -> Option<Money> {
        Money::parse(&self.0, currency).ok().filter(|amount| amount.minor >= 0)
    }

    /// A count.
    pub(crate) fn whole(&self) -> Option<u64> {
        self.0.parse().ok().or_else(|| {
            let whole = self.0.strip_suffix(".0")?;
            whole.parse().ok()
        })
    }

    /// A small count.
    pub(crate) fn small(&self) -> Option<u32> {
        self.whole().map(|whole| u32::try_from(whole).unwrap_or(u32::MAX))
    }

    /// A measure, such as degrees or a rating.
    pub(crate) fn measure(&self) -> Option<f64> {
        self.0.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

/// One string, several, or none: some fields come either way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words(pub(crate) Vec<String>);

impl Words {
    /// As codes: a string of several, parted by commas, counts as several.
    pub(crate) fn codes(&self) -> Vec<String> {
        let parts = self.0.iter().flat_map(|text| text.split(','));
        parts.filter_map(text::line).map(|word| text::cut(&word, 64).to_owned()).collect()
    }

    /// As one text, a line each.
    pub(crate) fn joined(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join("\n"))
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Words;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a list of strings")
    }
    fn visit_unit<E: de::Error>(self) -> Result<Words, E> {
        Ok(Words::default())
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Words, E> {
        Ok(Words(vec![text.to_owned()]))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Words, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = list.next_element::<Option<String>>()? {
            words.extend(word);
        }
        Ok(Words(words))
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(WordsVisitor)
    }
}

/// An object and nothing else: a list would fill its shape by position.
pub(crate) struct Object<T>(pub(crate) T);

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Object<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(fields)).map(Object)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(ObjectVisitor(PhantomData))
    }
}

struct MaybeObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for MaybeObjectVisitor<T> {
    type Value = Option<T>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or nothing")
    }
    fn visit_unit<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }
    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Option<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(fields)).map(Some)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<T>, A::Error> {
        match list.next_element::<de::IgnoredAny>()? {
            None => Ok(None),
            Some(_) => Err(de::Error::invalid_type(de::Unexpected::Seq, &self)),
        }
    }
}

/// An object that may be `null`, or `[]`: servers in PHP write an empty object so.
pub(crate) fn object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    from.deserialize_any(MaybeObjectVisitor(PhantomData))
}

/// A list of objects.
pub(crate) fn objects<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(Vec::<Object<T>>::deserialize(from)?.into_iter().map(|object| object.0).collect())
}

/// A list of objects that may be `null`.
pub(crate) fn maybe_objects<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    let objects = Option::<Vec<Object<T>>>::deserialize(from)?.unwrap_or_default();
    Ok(objects.into_iter().map(|object| object.0).collect())
}

/// A list that may be `null`.
pub(crate) fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// One object, several, or `null`.
pub(crate) fn one_or_many<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either<T> {
        Many(#[serde(deserialize_with = "objects")] Vec<T>),
        One(Object<T>),
    }
    Ok(match Option::<Either<T>>::deserialize(from)? {
        None => Vec::new(),
        Some(Either::Many(many)) => many,
        Some(Either::One(one)) => vec![one.0],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_the_digits_that_were_sent() {
        for (json, minor) in [
            ("17.59", Some(1759)),
            ("\"17.59\"", Some(1759)),
            ("20", Some(2000)),
            ("0.1", Some(10)),
            ("1e2", Some(10_000)),
            ("-1", None),
            ("\"free\"", None),
            ("1e300", None),
        ] {
            let number: Number = serde_json::from_str(json).unwrap();
            assert_eq!(number.money(Currency::EUR).map(|m| m.minor), minor, "{json}");
        }
        assert!(serde_json::from_str::<Number>("true").is_err());
    }

    #[test]
    fn ids_are_strings_or_integers() {
        assert_eq!(serde_json::from_str::<Id>("7").unwrap(), serde_json::from_str::<Id>("\"7\"").unwrap());
        assert!(serde_json::from_str::<Id>("7.5").is_err());
        assert!(serde_json::from_str::<Id>("{}").is_err());
    }

    #[test]
    fn an_object_is_never_a_list() {
        #[derive(Debug, Deserialize)]
        struct Place {
            #[serde(default)]
            lat: Option<Number>,
        }
        #[derive(Debug, Deserialize)]
        struct Town {
            #[serde(default, deserialize_with = "object")]
            place: Option<Place>,
        }
        let read = |json: &str| serde_json::from_str::<Object<Place>>(json).map(|place| place.0.lat);
        assert_eq!(read(r#"{"lat": 1}"#).unwrap(), Some(Number("1".to_owned())));
        assert!(read("[1]").is_err() && read("[]").is_err() && read("null").is_err());

        let read = |json: &str| serde_json::from_str::<Town>(json).map(|town| town.place.map(|place| place.lat));
        assert_eq!(read(r#"{"place": {"lat": 1}}"#).unwrap(), Some(Some(Number("1".to_owned()))));
        for nothing in ["{}", r#"{"place": null}"#, r#"{"place": []}"#] {
            assert_eq!(read(nothing).unwrap(), None, "{nothing}");
        }
        assert!(read(r#"{"place": [1]}"#).is_err() && read(r#"{"place": 1}"#).is_err());
    }
}
