//! The countries of the world, with the cities everyone has heard of.

use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use super::tongue::Tongue::{
    self, Arabic, Chinese, Cyrillic, English, French, German, Greek, Italian, Japanese, Nordic, Spanish,
};

use crate::wire::Text;

/// A country as the supplier keeps it.
#[derive(Debug)]
pub(crate) struct Country {
    /// Number in the supplier's catalogue.
    pub(crate) id: u64,
    /// English name.
    pub(crate) name: &'static str,
    /// ISO 3166-1 alpha-2, absent for some as in life.
    pub(crate) iso: Option<&'static str>,
    pub(crate) currency: &'static str,
    pub(crate) timezone: chrono_tz::Tz,
    pub(crate) lat: f64,
    pub(crate) lng: f64,
    pub(crate) tongue: Tongue,
    /// Well-known cities beside the eight that every world has.
    pub(crate) cities: [&'static str; 3],
}

/// Nothing about a country ever changes.
impl Hash for Country {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

/// The JSON object of `GET /countries` (Tiqets Distributor API, Content API).
#[derive(Serialize)]
struct Sheet {
    id: Text<u64>,
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    iso_code: Option<&'static str>,
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Sheet { id: Text(self.id), name: self.name, iso_code: self.iso }.serialize(serializer)
    }
}

macro_rules! countries {
    ($($id:literal $name:literal $iso:expr, $currency:literal $zone:ident $lat:literal $lng:literal $tongue:ident $cities:expr;)*) => {
        /// Every country; a small world has only the first seven.
        pub(crate) const COUNTRIES: &[Country] = &[$(Country {
            id: $id, name: $name, iso: $iso, currency: $currency, timezone: chrono_tz::Tz::$zone,
            lat: $lat, lng: $lng, tongue: $tongue, cities: $cities,
        }),*];
    };
}

countries! {
    50001 "United Arab Emirates" Some("AE"), "AED" Asia__Dubai 24.4 54.4 Arabic ["Sharjah", "Al Ain", "Ras Al Khaimah"];
    50074 "France" Some("FR"), "EUR" Europe__Paris 46.6 2.4 French ["Lyon", "Saint-Étienne", "Besançon"];
    50199 "Spain" Some("ES"), "EUR" Europe__Madrid 40.2 -3.7 Spanish ["Madrid", "Málaga", "A Coruña"];
    50106 "Italy" Some("IT"), "EUR" Europe__Rome 42.8 12.8 Italian ["Florence", "Venice", "Forlì"];
    50166 "Netherlands" Some("NL"), "EUR" Europe__Amsterdam 52.2 5.3 German ["Rotterdam", "'s-Hertogenbosch", "Utrecht"];
    50233 "United States" Some("US"), "USD" America__New_York 39.8 -98.6 English ["San Francisco", "Chicago", "Orlando"];
    50192 "Singapore" Some("SG"), "SGD" Asia__Singapore 1.35 103.8 Chinese ["Sentosa", "Jurong", "Changi"];
    50076 "United Kingdom" Some("GB"), "GBP" Europe__London 52.4 -1.5 English ["London", "Edinburgh", "Bath"];
    50081 "Germany" Some("DE"), "EUR" Europe__Berlin 51.2 10.4 German ["Berlin", "München", "Köln"];
    50084 "Greece" Some("GR"), "EUR" Europe__Athens 38.3 23.8 Greek ["Athens", "Thessaloniki", "Heraklion"];
    50108 "Japan" Some("JP"), "JPY" Asia__Tokyo 35.7 139.7 Japanese ["Tokyo", "Kyoto", "Osaka"];
    50173 "Portugal" Some("PT"), "EUR" Europe__Lisbon 39.6 -8.0 Spanish ["Lisbon", "Porto", "Évora"];
    50221 "Turkey" Some("TR"), "TRY" Europe__Istanbul 39.0 35.2 Nordic ["İstanbul", "Göreme", "Kuşadası"];
    50058 "Czech Republic" Some("CZ"), "CZK" Europe__Prague 49.8 15.5 German ["Prague", "Český Krumlov", "Brno"];
    50014 "Austria" Some("AT"), "EUR" Europe__Vienna 47.6 14.1 German ["Vienna", "Salzburg", "Innsbruck"];
    50098 "Hungary" Some("HU"), "HUF" Europe__Budapest 47.2 19.4 Nordic ["Budapest", "Győr", "Pécs"];
    50172 "Poland" Some("PL"), "PLN" Europe__Warsaw 52.1 19.4 Nordic ["Kraków", "Łódź", "Gdańsk"];
    50059 "Denmark" Some("DK"), "DKK" Europe__Copenhagen 56.0 10.0 Nordic ["Copenhagen", "Århus", "Ærøskøbing"];
    50208 "Sweden" Some("SE"), "SEK" Europe__Stockholm 59.6 16.3 Nordic ["Stockholm", "Göteborg", "Malmö"];
    50161 "Norway" Some("NO"), "NOK" Europe__Oslo 61.4 9.0 Nordic ["Oslo", "Bergen", "Tromsø"];
    50072 "Finland" None, "EUR" Europe__Helsinki 62.0 25.7 Nordic ["Helsinki", "Jyväskylä", "Turku"];
    50099 "Iceland" Some("IS"), "ISK" Atlantic__Reykjavik 64.9 -18.6 Nordic ["Reykjavík", "Akureyri", "Höfn"];
    50103 "Ireland" Some("IE"), "EUR" Europe__Dublin 53.4 -7.9 English ["Dublin", "Galway", "Dún Laoghaire"];
    50022 "Belgium" Some("BE"), "EUR" Europe__Brussels 50.6 4.6 French ["Brussels", "Liège", "Ghent"];
    50209 "Switzerland" Some("CH"), "CHF" Europe__Zurich 46.8 8.2 German ["Zürich", "Genève", "Luzern"];
    50055 "Croatia" Some("HR"), "EUR" Europe__Zagreb 45.1 15.5 Nordic ["Dubrovnik", "Split", "Šibenik"];
    50190 "Serbia" Some("RS"), "RSD" Europe__Belgrade 44.0 20.8 Cyrillic ["Београд", "Novi Sad", "Niš"];
    50034 "Bulgaria" Some("BG"), "EUR" Europe__Sofia 42.7 25.3 Cyrillic ["София", "Plovdiv", "Varna"];
    50176 "Romania" Some("RO"), "RON" Europe__Bucharest 45.9 25.0 Italian ["Bucharest", "Brașov", "Timișoara"];
    50225 "Ukraine" Some("UA"), "UAH" Europe__Kyiv 49.0 31.4 Cyrillic ["Kyiv", "Львів", "Odesa"];
    50136 "Malta" Some("MT"), "EUR" Europe__Malta 35.9 14.4 Italian ["Valletta", "Mdina", "Għarb"];
    50056 "Cyprus" Some("CY"), "EUR" Asia__Nicosia 35.0 33.2 Greek ["Nicosia", "Limassol", "Πάφος"];
    50063 "Egypt" Some("EG"), "EGP" Africa__Cairo 26.8 30.8 Arabic ["Cairo", "Luxor", "Aswan"];
    50148 "Morocco" Some("MA"), "MAD" Africa__Casablanca 31.8 -7.1 Arabic ["Marrakesh", "Fès", "Casablanca"];
    50220 "Tunisia" Some("TN"), "TND" Africa__Tunis 34.0 9.0 Arabic ["Tunis", "Sousse", "Djerba"];
    50110 "Jordan" Some("JO"), "JOD" Asia__Amman 31.2 36.5 Arabic ["Amman", "Petra", "Aqaba"];
    50165 "Oman" None, "OMR" Asia__Muscat 21.5 55.9 Arabic ["Muscat", "Nizwa", "Salalah"];
    50175 "Qatar" Some("QA"), "QAR" Asia__Qatar 25.3 51.2 Arabic ["Doha", "Lusail", "Al Wakrah"];
    50187 "Saudi Arabia" Some("SA"), "SAR" Asia__Riyadh 23.9 45.1 Arabic ["Riyadh", "Jeddah", "الدرعية"];
    50017 "Bahrain" Some("BH"), "BHD" Asia__Bahrain 26.0 50.5 Arabic ["Manama", "Muharraq", "Riffa"];
    50100 "India" Some("IN"), "INR" Asia__Kolkata 21.0 78.9 English ["Delhi", "Mumbai", "Jaipur"];
    50215 "Thailand" Some("TH"), "THB" Asia__Bangkok 15.1 101.0 English ["Bangkok", "Chiang Mai", "Phuket"];
    50236 "Vietnam" Some("VN"), "VND" Asia__Ho_Chi_Minh 16.0 106.0 French ["Hà Nội", "Đà Nẵng", "Hội An"];
    50132 "Malaysia" Some("MY"), "MYR" Asia__Kuala_Lumpur 4.1 102.0 Chinese ["Kuala Lumpur", "George Town", "Melaka"];
    50101 "Indonesia" Some("ID"), "IDR" Asia__Jakarta -7.3 110.0 English ["Jakarta", "Ubud", "Yogyakarta"];
    50170 "Philippines" Some("PH"), "PHP" Asia__Manila 12.8 121.8 Spanish ["Manila", "Cebu", "Parañaque"];
    50045 "China" Some("CN"), "CNY" Asia__Shanghai 35.0 105.0 Chinese ["Shanghai", "北京", "Xi'an"];
    50096 "Hong Kong" None, "HKD" Asia__Hong_Kong 22.3 114.2 Chinese ["Kowloon", "Sha Tin", "大嶼山"];
    50212 "Taiwan" Some("TW"), "TWD" Asia__Taipei 23.7 121.0 Chinese ["臺北", "Tainan", "Kaohsiung"];
    50118 "South Korea" Some("KR"), "KRW" Asia__Seoul 36.4 127.9 Japanese ["Seoul", "부산", "Gyeongju"];
    50013 "Australia" Some("AU"), "AUD" Australia__Sydney -33.9 151.2 English ["Sydney", "Newcastle", "Wollongong"];
    50157 "New Zealand" Some("NZ"), "NZD" Pacific__Auckland -38.7 176.1 English ["Auckland", "Whangārei", "Taupō"];
    50038 "Canada" Some("CA"), "CAD" America__Toronto 45.5 -75.6 French ["Montréal", "Trois-Rivières", "Toronto"];
    50141 "Mexico" Some("MX"), "MXN" America__Mexico_City 19.6 -99.1 Spanish ["Ciudad de México", "Mérida", "Querétaro"];
    50032 "Brazil" Some("BR"), "BRL" America__Sao_Paulo -22.9 -43.6 Spanish ["Rio de Janeiro", "São Paulo", "Maceió"];
    50010 "Argentina" Some("AR"), "ARS" America__Argentina__Buenos_Aires -34.7 -60.2 Spanish ["Buenos Aires", "Córdoba", "Tucumán"];
    50044 "Chile" Some("CL"), "CLP" America__Santiago -33.6 -70.9 Spanish ["Santiago", "Valparaíso", "Concepción"];
    50168 "Peru" Some("PE"), "PEN" America__Lima -12.6 -75.0 Spanish ["Lima", "Cusco", "Huánuco"];
    50047 "Colombia" None, "COP" America__Bogota 5.0 -74.3 Spanish ["Bogotá", "Medellín", "Ibagué"];
    50194 "South Africa" Some("ZA"), "ZAR" Africa__Johannesburg -30.6 24.0 English ["Cape Town", "Durban", "Stellenbosch"];
}
