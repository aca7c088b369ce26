//! Names as they are written in different parts of the world.

use super::dice::Dice;

/// A family of names and the script that goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    Arabic,
    Chinese,
    Cyrillic,
    English,
    French,
    German,
    Greek,
    Italian,
    Japanese,
    Nordic,
    Spanish,
}

impl Tongue {
    /// Proper names in Latin letters, with their accents.
    pub(crate) fn names(self) -> &'static [&'static str] {
        match self {
            Self::Arabic => &["Al Noor", "Al Qasr", "Jumana", "Zahra", "Al Bahr", "Sahara Rose", "Rimal", "Al Waha"],
            Self::Chinese => &[
                "Jade Lantern",
                "Golden Carp",
                "Longshan",
                "Nine Dragons",
                "Lotus Pond",
                "Tianyu",
                "Red Pavilion",
                "Yunhe",
            ],
            Self::Cyrillic => &["Stara Kula", "Belaya", "Zlatna", "Kameni", "Volna", "Svitlo", "Rusalka", "Dunav"],
            Self::English => &[
                "Harbour",
                "Kingfisher",
                "Foundry",
                "Old Mill",
                "Ravenscourt",
                "Meridian",
                "Blackwater",
                "Fairweather",
            ],
            Self::French => &[
                "Belle Époque",
                "Saint-Rémy",
                "La Verrière",
                "Château-Rouge",
                "Mère Agnès",
                "Les Étoiles",
                "Île Bleue",
                "Montfaçon",
            ],
            Self::German => &[
                "Goldschmied",
                "Königsberg",
                "Löwenhof",
                "Grünau",
                "Weißensee",
                "Van der Bruggen",
                "Bürgerhaus",
                "Nachtwächter",
            ],
            Self::Greek => {
                &["Agios Fotis", "Thalassa", "Akti", "Elaia", "Chryso", "Meltemi", "Kyra Frosyni", "Petrino"]
            }
            Self::Italian => &[
                "San Celso",
                "Villa Corallo",
                "Bellosguardo",
                "Lo Scoglio",
                "Città Vecchia",
                "Perché No",
                "Palazzo Ardito",
                "Santa Lucìa",
            ],
            Self::Japanese => {
                &["Hoshizora", "Kawabata", "Sakuragi", "Tsukimi", "Mizu no Oto", "Aoba", "Kirin", "Yūgure"]
            }
            Self::Nordic => {
                &["Bjørnholm", "Ægir", "Sjöstaden", "Łazienka", "Kővár", "Gül Bahçe", "Þórunn", "Žlutý Dům"]
            }
            Self::Spanish => {
                &["El Mirador", "Niño Perdido", "La Peña", "São Tomé", "Corazón", "Güell Nou", "Las Ánimas", "Coração"]
            }
        }
    }

    /// Short titles in the script of the place, for places that are known by their own name.
    pub(crate) fn own_titles(self) -> &'static [&'static str] {
        match self {
            Self::Arabic => &["متحف النور", "قصر الواحة", "حدائق الزهراء", "مرسى اللؤلؤ"],
            Self::Chinese => &["九龍燈會", "翡翠宮", "金魚塘茶館", "雲河夜遊"],
            Self::Cyrillic => &["Старый город", "Музей Света", "Каменный мост", "Театр «Волна»"],
            Self::English => &["The Old Foundry", "Kingfisher Hall", "Meridian House", "Blackwater Docks"],
            Self::French => &["Musée des Lumières Éphémères", "Théâtre de l'Île", "Hôtel de la Forêt", "Café Noël"],
            Self::German => &["Haus der Gärten", "Schloss Grünau", "Museum für Völker und Öfen", "Nachtwächterstraße"],
            Self::Greek => &["Μουσείο Φωτός", "Παλιά Πόλη", "Θάλασσα και Άνεμος", "Ο Κήπος της Ελαίας"],
            Self::Italian => &["Città dei Caffè", "Museo della Lealtà", "Là dove c'è il mare", "Palazzo dell'Unità"],
            Self::Japanese => &["光の庭", "星空タワー", "川端美術館", "夕暮れクルーズ"],
            Self::Nordic => &["Ægirs Havmuseum", "Sjöstadens Båtar", "Dům Žlutých Růží", "Gülşen Bahçesi"],
            Self::Spanish => &["Museo del Año Nuevo", "Jardín de los Niños", "Casa do Coração", "Teatre de la Lluna"],
        }
    }

    /// A city nobody has been to yet.
    pub(crate) fn city(self, dice: &mut Dice) -> String {
        let (heads, tails): (&[&str], &[&str]) = match self {
            Self::Arabic => {
                (&["Al ", "Wadi ", "Ras ", "Umm "], &["Madinah", "Qusais", "Hamra", "Jafr", "Sidr", "Zaytun", "Hajar"])
            }
            Self::Chinese => (&["Long", "Bei", "Nan", "Yun", "Qing"], &["shan", "zhou", "hai", "he", "cheng"]),
            Self::Cyrillic => {
                (&["Novo", "Stari ", "Bilo", "Crno", "Vyso"], &["grad", "polje", "hirsk", "zemlja", "dar"])
            }
            Self::English => (
                &["North", "Kings", "Fair", "Ash", "Stone", "Red"],
                &["haven", "bridge", "ford", "mouth", "field", "wick"],
            ),
            Self::French => {
                (&["Saint-", "Mont-", "Ville-", "Pré-"], &["Aubin", "Clément", "Rémy", "Élan", "Orme", "Féréol"])
            }
            Self::German => (&["Grün", "Alt", "König", "Ober", "Weiß"], &["burg", "städt", "brück", "heim", "see"]),
            Self::Greek => (&["Nea ", "Agia ", "Palaio", "Kato "], &["Smyrni", "Fotini", "chori", "Marina", "kastro"]),
            Self::Italian => (&["Monte", "Castel", "San ", "Borgo "], &["fiore", "vecchio", "Lodò", "chiaro", "Marco"]),
            Self::Japanese => (&["Kita", "Shin", "Taka", "Matsu", "Hiro"], &["hama", "oka", "gawa", "saki", "mura"]),
            Self::Nordic => (&["Nord", "Sø", "Ål", "Bjørk", "Ny"], &["havn", "dal", "by", "sund", "köping"]),
            Self::Spanish => (&["Villa", "Puerto ", "Santa ", "Río "], &["nueva", "Añil", "Inés", "Luján", "Claro"]),
        };
        format!("{}{}", dice.pick(heads), dice.pick(tails))
    }
}
