//! Pictures of places that do not exist, drawn when they are asked for.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::catalog::tagged;
use crate::refusal::Refusal;
use crate::supplier::Shared;
use crate::world::dice::Dice;
use crate::world::theme::Scene;

/// `GET /pictures/{experience}/{number}/{size}.png`.
pub(crate) async fn picture(
    State(supplier): State<Shared>,
    Path((experience, nth, file)): Path<(u64, u64, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (width, height) = match file.as_str() {
        "small.png" => (320, 214),
        "medium.png" => (640, 428),
        "large.png" => (1_280, 854),
        "extra_large.png" => (1_600, 1_068),
        _ => return Err(Refusal::not_found()),
    };
    let world = supplier.world();
    let index = world.experience_index(experience).ok_or_else(Refusal::not_found)?;
    let scene = world.theme_of_experience(index).scene;
    let dice = Dice::for_subject(world.seed, &[40, index as u64, nth]);
    let drawn = tokio::task::spawn_blocking(move || Canvas::paint(width, height, scene, dice).png()).await;
    let png = drawn.ok().flatten().ok_or_else(Refusal::internal)?;
    let mut response = tagged(&supplier, &headers, "image/png", png);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=1209600"));
    Ok(response)
}

type Colour = [u8; 3];

/// `(sky above, sky at the horizon, ground, light)`.
const PALETTES: [[Colour; 4]; 8] = [
    [[24, 60, 110], [244, 180, 130], [30, 40, 70], [255, 224, 150]],
    [[70, 150, 210], [214, 236, 245], [40, 110, 90], [255, 250, 220]],
    [[60, 30, 90], [240, 120, 120], [40, 20, 60], [255, 210, 180]],
    [[20, 110, 130], [190, 230, 210], [16, 70, 80], [255, 246, 190]],
    [[190, 90, 50], [250, 214, 150], [110, 50, 40], [255, 240, 200]],
    [[16, 24, 60], [80, 90, 160], [10, 14, 36], [250, 245, 220]],
    [[120, 170, 220], [250, 226, 230], [80, 90, 130], [255, 255, 240]],
    [[46, 90, 60], [226, 226, 160], [26, 60, 44], [255, 244, 170]],
];

/// A picture being painted.
struct Canvas {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Canvas {
    fn paint(width: u32, height: u32, scene: Scene, mut dice: Dice) -> Self {
        let [above, horizon, ground, light] = PALETTES[dice.position(PALETTES.len())];
        let mut pixels = Vec::with_capacity((width * height * 3) as usize);
        for y in 0..height {
            let row = blend(above, horizon, y, height);
            for _ in 0..width {
                pixels.extend_from_slice(&row);
            }
        }
        let mut canvas = Self { width, height, pixels };
        let sun = (width * (15 + dice.small(70)) / 100, height * (15 + dice.small(30)) / 100);
        canvas.disc(sun, height / (9 + dice.small(6)), light);
        match scene {
            Scene::Skyline => canvas.skyline(ground, light, &mut dice),
            Scene::Columns => canvas.columns(horizon, ground, &mut dice),
            Scene::Waves => canvas.ridges(ground, above, &mut dice, 55, 5, 12),
            Scene::Hills => canvas.ridges(ground, horizon, &mut dice, 45, 4, 3),
        }
        canvas
    }

    fn rectangle(&mut self, x: u32, y: u32, width: u32, height: u32, colour: Colour) {
        let (right, bottom) = ((x + width).min(self.width), (y + height).min(self.height));
        for row in y.min(bottom)..bottom {
            let from = ((row * self.width + x.min(right)) * 3) as usize;
            let to = ((row * self.width + right) * 3) as usize;
            for pixel in self.pixels[from..to].chunks_exact_mut(3) {
                pixel.copy_from_slice(&colour);
            }
        }
    }

    fn disc(&mut self, (x, y): (u32, u32), radius: u32, colour: Colour) {
        for row in y.saturating_sub(radius)..(y + radius).min(self.height) {
            let rise = row.abs_diff(y);
            let half = (radius * radius - rise * rise).isqrt();
            self.rectangle(x.saturating_sub(half), row, half * 2, 1, colour);
        }
    }

    fn skyline(&mut self, ground: Colour, light: Colour, dice: &mut Dice) {
        let unit = self.width / 40;
        let mut x = 0;
        while x < self.width {
            let width = unit * (2 + dice.small(3));
            let tall = dice.chance(12);
            let height = self.height * (if tall { 62 + dice.small(18) } else { 18 + dice.small(30) }) / 100;
            let top = self.height - height;
            let shade = blend(ground, light, dice.small(20), 100);
            self.rectangle(x, top, width.saturating_sub(unit / 6), height, shade);
            if tall {
                self.rectangle(x + width / 2, top.saturating_sub(unit * 2), unit / 8 + 1, unit * 2, shade);
            }
            let (mut row, pane) = (top + unit / 2, unit / 3 + 1);
            while row < self.height {
                for column in 0..width / (pane * 2) {
                    if dice.chance(35) {
                        self.rectangle(
                            x + pane / 2 + column * pane * 2,
                            row,
                            pane,
                            pane / 2 + 1,
                            blend(shade, light, 60, 100),
                        );
                    }
                }
                row += pane * 2;
            }
            x += width;
        }
    }

    fn columns(&mut self, stone: Colour, ground: Colour, dice: &mut Dice) {
        let (width, height) = (self.width, self.height);
        let stone = blend(stone, [255, 255, 255], 30, 100);
        let shadow = blend(stone, ground, 35, 100);
        let (left, right, base) = (width * 18 / 100, width * 82 / 100, height * 82 / 100);
        self.rectangle(0, base, width, height - base, ground);
        let top = height * (34 + dice.small(10)) / 100;
        for step in 0..height / 7 {
            let inset = (right - left) * step / (height / 7 * 2);
            self.rectangle(left + (right - left) / 2 - inset, top - height / 7 + step, inset * 2, 1, stone);
        }
        self.rectangle(left - width / 50, top, right - left + width / 25, height / 24, shadow);
        let count = 4 + dice.small(5);
        for nth in 0..count {
            let pitch = (right - left) / count;
            let x = left + nth * pitch + pitch / 4;
            self.rectangle(x, top + height / 24, pitch / 2, base - top - height / 24, stone);
            self.rectangle(x + pitch / 3, top + height / 24, pitch / 6, base - top - height / 24, shadow);
        }
        self.rectangle(left - width / 30, base, right - left + width / 15, height / 40, shadow);
    }

    fn ridges(&mut self, near: Colour, far: Colour, dice: &mut Dice, start: u32, count: u32, waves: u32) {
        for nth in 0..count {
            let colour = blend(far, near, nth + 1, count);
            let middle = f64::from(self.height * (start + nth * (95 - start) / count)) / 100.0;
            let rise = f64::from(self.height) / f64::from(14 + nth * 2 + waves);
            let (turn, phase) = (f64::from(waves + dice.small(3)), f64::from(dice.small(628)) / 100.0);
            for x in 0..self.width {
                let along = f64::from(x) / f64::from(self.width) * std::f64::consts::TAU;
                let edge = middle + ((along * turn + phase).sin() + (along * turn / 2.3).sin()) * rise;
                let top = row_below(edge, self.height);
                self.rectangle(x, top, 1, self.height.saturating_sub(top), colour);
            }
        }
    }

    fn png(&self) -> Option<Vec<u8>> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::Fast);
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&self.pixels).ok()?;
        writer.finish().ok()?;
        Some(file)
    }
}

/// The first whole row at or below an edge.
fn row_below(edge: f64, height: u32) -> u32 {
    let (mut low, mut high) = (0, height);
    while low < high {
        let middle = u32::midpoint(low, high);
        if f64::from(middle) < edge { low = middle + 1 } else { high = middle }
    }
    low
}

fn blend(from: Colour, to: Colour, part: u32, whole: u32) -> Colour {
    let part = part.min(whole);
    std::array::from_fn(|channel| {
        let mixed = (u32::from(from[channel]) * (whole - part) + u32::from(to[channel]) * part) / whole.max(1);
        u8::try_from(mixed).unwrap_or(u8::MAX)
    })
}
