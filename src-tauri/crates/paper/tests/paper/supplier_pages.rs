//! A supplier's pages as dots: right when they are sound, refused in time when they mean harm.

use std::io::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use counterfoil_paper::{
    Dots, PaperError, PdfFault, SupplierPages, Tone, decode_file, rasters, render, supplier_pdf_pages,
};

use crate::samples::{a4, french, greek, plain};

/// What a page that can be shown may take at the most, in a build for tests on a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);

/// The file as qpdf writes it with these arguments.
fn rewritten(pdf: &[u8], arguments: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from.pdf"), folder.path().join("to.pdf"));
    std::fs::write(&from, pdf).unwrap();
    let done = Command::new("qpdf").args(arguments).args([&from, &to]).status();
    assert!(done.is_ok_and(|status| status.success()), "install it: apt-get install -y qpdf");
    std::fs::read(to).unwrap()
}

#[test]
fn the_painted_page_is_the_page() {
    let tickets = [plain(), greek(), french()];
    let pdf = render(&tickets, &a4()).unwrap().pdf;
    let wanted = rasters(&tickets, &a4(), 100).unwrap();
    let sealed = rewritten(&pdf, &["--encrypt", "", "owner", "256", "--"]);
    let packed = rewritten(&pdf, &["--object-streams=generate"]);
    for (kind, file) in [("plain", &pdf), ("sealed", &sealed), ("packed", &packed)] {
        let pages = supplier_pdf_pages(file, 100).unwrap();
        assert_eq!(pages.len(), 3, "{kind}");
        for (page, wanted) in pages.iter().zip(&wanted) {
            assert!(
                page.width().abs_diff(wanted.width()) <= 1 && page.height().abs_diff(wanted.height()) <= 1,
                "{kind}"
            );
            assert_eq!(page.dpi(), 100);
            let ink =
                |page: &counterfoil_paper::Raster| page.luma().iter().map(|light| u64::from(255 - light)).sum::<u64>();
            let (here, there) = (ink(page), ink(wanted));
            assert!(here.abs_diff(there) < there / 20, "{kind}: {here} and {there}");
        }
    }
    let pages = SupplierPages::open(&pdf).unwrap();
    assert_eq!(pages.count(), 3);
    assert_eq!(Dots::of(&pages.page(2, 203).unwrap(), Tone::Grey).dpi(), 203);
    assert!(matches!(pages.page(3, 203), Err(PaperError::NotAPdf { reason: PdfFault::Page })));
    assert!(matches!(pages.page(0, 2000), Err(PaperError::NotAPdf { reason: PdfFault::Page })));
}

#[test]
fn another_program_s_pdf_is_painted_too() {
    // Pillow puts the page into a PDF as a JPEG.
    let page = &rasters(&[plain()], &a4(), 203).unwrap()[0];
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("page.png"), folder.path().join("page.pdf"));
    std::fs::write(&from, page.png().unwrap()).unwrap();
    let python = std::env::var("COUNTERFOIL_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script =
        "import sys; from PIL import Image; Image.open(sys.argv[1]).convert('RGB').save(sys.argv[2], resolution=203)";
    let done = Command::new(python).args(["-c", script]).args([&from, &to]).status();
    assert!(done.is_ok_and(|status| status.success()), "install it: scripts/setup.sh python");
    let found = decode_file(&std::fs::read(to).unwrap()).unwrap();
    assert_eq!(found, [(counterfoil_paper::CodeFormat::Qr, "TQX84120937-0002-9F3C7A11".to_owned())]);
}

#[test]
fn a_locked_or_broken_file_is_refused() {
    let pdf = render(&[plain()], &a4()).unwrap().pdf;
    let fault = |bytes: &[u8]| match SupplierPages::open(bytes) {
        Err(PaperError::NotAPdf { reason }) => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(fault(&rewritten(&pdf, &["--encrypt", "secret", "owner", "256", "--"])), PdfFault::Locked);
    assert_eq!(fault(&pdf[..pdf.len() / 2]), PdfFault::Broken);
    assert_eq!(fault(b"%PDF-"), PdfFault::Broken);
}

/// A PDF of these objects, numbered from 3; 1 is the catalogue, 2 the page tree with page 3.
fn file(objects: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    let tree = [
        ("<</Type/Catalog/Pages 2 0 R>>".to_owned(), vec![]),
        ("<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(), vec![]),
    ];
    for (index, (dictionary, stream)) in tree.iter().chain(objects).enumerate() {
        places.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n", index + 1).bytes());
        if stream.is_empty() {
            pdf.extend(dictionary.bytes());
        } else {
            let dictionary = dictionary.strip_suffix(">>").unwrap();
            pdf.extend(format!("{dictionary}/Length {}>>\nstream\n", stream.len()).bytes());
            pdf.extend(stream);
            pdf.extend(b"\nendstream");
        }
        pdf.extend(b"\nendobj\n");
    }
    let xref = pdf.len();
    let table: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    let size = places.len() + 1;
    pdf.extend(format!("xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Root 1 0 R/Size {size}>>\nstartxref\n{xref}\n%%EOF\n").bytes());
    pdf
}

/// A page of A4 with these resources and content in object 4, and what else there is from 5 on.
fn page(resources: &str, content: &str, more: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    let page = format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<{resources}>>/Contents 4 0 R>>");
    let mut objects = vec![(page, vec![]), ("<<>>".to_owned(), content.as_bytes().to_vec())];
    objects.extend(more);
    file(&objects)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// Forms of which each draws the next one `times` times, `deep` of them.
fn nested(deep: usize, times: usize, last: &str) -> Vec<(String, Vec<u8>)> {
    (0..deep)
        .map(|level| {
            let next = 6 + level;
            let body = if level + 1 == deep { last.to_owned() } else { "/F Do ".repeat(times) };
            let head =
                format!("<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F {next} 0 R>>>>>>");
            (head, body.into_bytes())
        })
        .collect()
}

/// Files that ask for too much, and what they do.
fn harmful() -> Vec<(&'static str, Vec<u8>)> {
    let form = "/XObject<</F 5 0 R>>";
    let image = |width: u32, height: u32, more: &str, data: Vec<u8>| {
        let head = format!(
            "<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8{more}>>"
        );
        vec![(head, data)]
    };
    let jpeg = {
        let mut head = vec![0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0];
        head.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0, 0, 0, 0xff, 0xd9]);
        head
    };
    let tiling = |step: &str| {
        let head = format!(
            "<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 500 500]/XStep {step}/YStep {step}/Resources<<>>>>"
        );
        vec![(head, b"0 0 10 10 re f".to_vec())]
    };
    let group = "<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency>>>>".to_owned();
    let type3 = |glyph: &str| {
        let head = "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[1]\
            /Encoding<</Type/Encoding/Differences[97/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>";
        vec![(head.to_owned(), vec![]), ("<<>>".to_owned(), glyph.as_bytes().to_vec())]
    };
    let shading = |function: &str| {
        format!("/Shading<</S<</ShadingType 1/ColorSpace/DeviceGray/Domain[0 1 0 1]/Function {function}>>>>")
    };
    vec![
        ("forms that draw forms twice", page(form, "/F Do", nested(45, 2, "0 0 9 9 re f"))),
        ("forms that draw nothing twice", page(form, "/F Do", nested(48, 2, " "))),
        (
            "a form that draws itself",
            page(
                form,
                "/F Do",
                vec![
                    nested(2, 3, "/F Do").remove(0),
                    (
                        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>>>".into(),
                        b"/F Do /F Do".to_vec(),
                    ),
                ],
            ),
        ),
        ("tiles without number", page("/Pattern<</P 5 0 R>>", "/Pattern cs /P scn 0 0 595 842 re f", tiling("0.01"))),
        (
            "tiles again and again",
            page("/Pattern<</P 5 0 R>>", &"/Pattern cs /P scn 0 0 595 842 re f ".repeat(20_000), tiling("3")),
        ),
        ("dashes without number", page("", "[0.00001 0.00001] 0 d 0 0 m 1000000 842 l S", vec![])),
        (
            "a picture that says it is vast",
            page(
                "/XObject<</F 5 0 R>>",
                "595 0 0 842 0 0 cm /F Do",
                image(60_000, 60_000, "/Filter/FlateDecode", packed(&[0; 1000])),
            ),
        ),
        (
            "a JPEG that says it is vast",
            page("/XObject<</F 5 0 R>>", "595 0 0 842 0 0 cm /F Do", image(10, 10, "/Filter/DCTDecode", jpeg)),
        ),
        (
            "a picture a hundred thousand times",
            page(
                "/XObject<</F 5 0 R>>",
                &"/F Do ".repeat(100_000),
                image(1000, 1000, "/Filter/FlateDecode", packed(&vec![7; 1_000_000])),
            ),
        ),
        (
            "a swollen picture",
            page("/XObject<</F 5 0 R>>", "/F Do", image(100, 100, "/Filter/FlateDecode", packed(&vec![0; 300 << 20]))),
        ),
        (
            "a picture packed twice",
            page(
                "/XObject<</F 5 0 R>>",
                "/F Do",
                image(100, 100, "/Filter[/FlateDecode/FlateDecode]", packed(&packed(&vec![0; 300 << 20]))),
            ),
        ),
        ("layers without number", page(form, &"/F Do ".repeat(100_000), vec![(group, b"0 0 595 842 re f".to_vec())])),
        (
            "letters that write themselves",
            page("/Font<</F 5 0 R>>", "BT /F 1 Tf (a) Tj ET", type3("1 0 d0 BT /F 1 Tf (aa) Tj ET")),
        ),
        ("states without number", page("", &"q ".repeat(2_000_000), vec![])),
        ("clips without number", page("", &"0 0 595 842 re W n ".repeat(400_000), vec![])),
        ("arrays in arrays", page("", &"[".repeat(2_000_000), vec![])),
        ("long lines without number", page("", &format!("0 0 m {} S", "595 842 l 0 0 l ".repeat(400_000)), vec![])),
        (
            "a shading that is worked out for ever",
            page(
                &shading("5 0 R"),
                "/S sh",
                vec![(
                    "<</FunctionType 4/Domain[0 1 0 1]/Range[0 1]>>".into(),
                    format!("{{ {} pop }}", "dup mul 2 sqrt add ".repeat(20_000)).into_bytes(),
                )],
            ),
        ),
        (
            "a function of itself",
            page(
                &shading("5 0 R"),
                "/S sh",
                vec![("<</FunctionType 3/Domain[0 1]/Bounds[]/Encode[0 1]/Functions[5 0 R]>>".into(), vec![])],
            ),
        ),
        (
            "shadings without number",
            page(
                "/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 595 842]/Function<</FunctionType 2/Domain[0 1]/N 1>>>>>>",
                &"/S sh ".repeat(50_000),
                vec![],
            ),
        ),
    ]
}

#[test]
fn what_means_harm_ends_in_time() {
    for (harm, pdf) in harmful() {
        let begun = Instant::now();
        let outcome = SupplierPages::open(&pdf).and_then(|pages| pages.page(0, 203));
        let took = begun.elapsed();
        crate::judges::tell(&format!(
            "{harm:<40} {:>6} ms  {:?}",
            took.as_millis(),
            outcome.as_ref().map(|_| "painted")
        ));
        assert!(took < PATIENCE, "{harm}: {took:?}");
        if let Err(error) = outcome {
            assert!(matches!(error, PaperError::NotAPdf { .. }), "{harm}: {error}");
        }
    }
}

#[test]
fn a_file_cut_or_bent_anywhere_ends_in_an_answer() {
    let pdf = render(&[plain()], &a4()).unwrap().pdf;
    for step in 0..60 {
        let at = pdf.len() * step / 60;
        let begun = Instant::now();
        let _ = supplier_pdf_pages(&pdf[..at], 50);
        let mut bent = pdf.clone();
        bent[at] ^= 0xff;
        let _ = supplier_pdf_pages(&bent, 50);
        assert!(begun.elapsed() < PATIENCE, "at {at}");
    }
}
