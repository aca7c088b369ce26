//! A device that paints nothing and adds up what painting would cost.
//!
//! A page of a few kilobytes can ask for years of work: forms that draw forms twice, fifty levels deep; tiles smaller than
//! a dot; dashes without number. The interpreter goes through all of it; here each step has a weight in dots touched, and
//! above the limit the way is left by unwinding, because a device has no other way to say no.

use std::collections::HashSet;
use std::panic::resume_unwind;

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::pattern::{Pattern, TilingPattern};
use hayro::hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, SoftMask, StrokeProps, TransformExt, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};

/// Most work for one page in dots touched; a rich A4 page at 300 dpi has about a tenth of it.
const LIMIT: f64 = 6.0e9;
/// What any step costs.
const STEP: f64 = 400.0;
/// What a dot's length of an edge costs.
const EDGE: f64 = 48.0;
/// What a glyph costs.
const GLYPH: f64 = 4_000.0;
/// What a dash costs.
const DASH: f64 = 2_000.0;
/// What a dot of a picture costs, which is unpacked for every use.
const PICTURE: f64 = 8.0;
/// What a dot of a shading costs: its function is worked out there.
const SHADE: f64 = 40.0;
/// What a dot of the page costs for every soft mask: a whole page of its own.
const MASK: f64 = 10.0;

/// True when the page can be painted at this scale and size in dots within the limit.
pub(super) fn is_light<'a>(page: &'a Page<'a>, scale: f32, width: f64, height: f64) -> bool {
    let cache = InterpreterCache::new();
    let transform = Affine::scale(f64::from(scale)) * page.initial_transform(true).to_kurbo();
    let target = Rect::new(0.0, 0.0, width, height);
    let mut context = Context::new(transform, target, &cache, page.xref(), InterpreterSettings::default());
    let mut scales = Scales { work: 0.0, page: target, clips: vec![target], masks: HashSet::new() };
    interpret_page(page, &mut context, &mut scales);
    true
}

struct Scales {
    work: f64,
    page: Rect,
    /// What is left of the page under the clips so far.
    clips: Vec<Rect>,
    masks: HashSet<u128>,
}

impl Scales {
    fn add(&mut self, work: f64) {
        self.work += work.max(0.0) + STEP;
        // Not a number is too much as well.
        if !matches!(self.work.partial_cmp(&LIMIT), Some(std::cmp::Ordering::Less)) {
            resume_unwind(Box::new("more work than a page is worth"));
        }
    }

    /// Dots of a box that can be seen.
    fn seen(&self, bounds: Rect) -> f64 {
        let clip = self.clips.last().copied().unwrap_or(self.page);
        let seen = bounds.intersect(clip);
        (seen.width() + 2.0) * (seen.height() + 2.0)
    }

    fn path(&mut self, path: &BezPath, props: &DrawProps<'_>, mode: &DrawMode) {
        let advance = longest(props.transform);
        let whole = length(path) * advance;
        // What lies far outside is cut off before it is painted; dashes are counted out first.
        let most = (self.page.width() + self.page.height()) * count(path);
        let mut work = whole.min(most) * EDGE;
        let mut bounds = props.transform.transform_rect_bbox(path.bounding_box());
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            work += whole.min(most) * EDGE + dashes(stroke, length(path)) * DASH;
            let half = f64::from(stroke.line_width) * advance;
            bounds = bounds.inflate(half, half);
        }
        self.add(work + self.seen(bounds));
        self.paint(&props.paint, bounds);
        self.mask(props.soft_mask.as_ref());
    }

    fn paint(&mut self, paint: &Paint<'_>, bounds: Rect) {
        let Paint::Pattern(pattern) = paint else { return };
        match &**pattern {
            Pattern::Shading(_) => self.add(self.seen(bounds) * SHADE),
            Pattern::Tiling(tiling) => self.tiles(tiling, bounds),
        }
    }

    /// One tile is weighed and counted as often as it is drawn for one texture.
    fn tiles(&mut self, tiling: &TilingPattern<'_>, bounds: Rect) {
        let times = |side: f64, step: f32| side.abs() / f64::from(step.abs()) + 2.0;
        let copies = times(tiling.bbox.width(), tiling.x_step) * times(tiling.bbox.height(), tiling.y_step);
        let before = self.work;
        let masks = std::mem::take(&mut self.masks);
        self.clips.push(self.page);
        tiling.interpret(self, tiling.matrix, false);
        self.clips.pop();
        self.masks = masks;
        let tile = self.work - before;
        self.add((copies - 1.0).max(0.0) * tile + copies * STEP + self.seen(bounds) * 4.0);
    }

    fn mask(&mut self, mask: Option<&SoftMask<'_>>) {
        let Some(mask) = mask else { return };
        if self.masks.insert(mask.cache_key()) {
            let inner = std::mem::take(&mut self.masks);
            self.add(self.page.area() * MASK);
            self.clips.push(self.page);
            mask.interpret(self);
            self.clips.pop();
            self.masks = inner;
        }
    }

    fn group(&mut self, mask: Option<&SoftMask<'_>>) {
        self.mask(mask);
        self.add(self.seen(self.page) * 2.0);
    }
}

impl<'a> Device<'a> for Scales {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.path(path, &props, mode);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let most = (self.page.width() + self.page.height()) * count(&clip.path);
        self.add(length(&clip.path).min(most) * EDGE);
        let above = self.clips.last().copied().unwrap_or(self.page);
        self.clips.push(clip.path.bounding_box().intersect(above));
    }

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.group(mask.as_ref());
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            // About an em; a letter may be as large as the page.
            let side = longest(place) * 1000.0;
            let corner = place * Point::ORIGIN;
            let bounds = Rect::from_center_size(corner, (2.0 * side, 2.0 * side));
            self.add(GLYPH + self.seen(bounds));
            match &**glyph {
                Glyph::Outline(_) => self.paint(&props.paint, bounds),
                Glyph::Type3(drawn) => drawn.interpret(self, props.transform, glyph.transform(), &props.paint),
            }
        }
        self.mask(props.soft_mask.as_ref());
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let bounds = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        self.add(width * height * PICTURE + self.seen(bounds) * 4.0);
        self.mask(props.soft_mask.as_ref());
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn pop_transparency_group(&mut self) {}
}

/// The longest that a unit becomes.
fn longest(transform: Affine) -> f64 {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    a.hypot(b).max(c.hypot(d))
}

fn count(path: &BezPath) -> f64 {
    f64::from(u32::try_from(path.elements().len()).unwrap_or(u32::MAX))
}

/// Length along the control points: never shorter than the path.
fn length(path: &BezPath) -> f64 {
    let (mut sum, mut at, mut start) = (0.0, Point::ORIGIN, Point::ORIGIN);
    for element in path.elements() {
        let through: &[Point] = match element {
            PathEl::MoveTo(point) => {
                (at, start) = (*point, *point);
                continue;
            }
            PathEl::LineTo(to) => &[*to],
            PathEl::QuadTo(one, to) => &[*one, *to],
            PathEl::CurveTo(one, two, to) => &[*one, *two, *to],
            PathEl::ClosePath => &[start],
        };
        for point in through {
            sum += at.distance(*point);
            at = *point;
        }
    }
    sum
}

/// How many dashes a line of this length, in its own units, falls into.
fn dashes(stroke: &StrokeProps, length: f64) -> f64 {
    let period: f64 = stroke.dash_array.iter().map(|part| f64::from(*part)).sum();
    if stroke.dash_array.is_empty() || period <= 0.0 {
        return 0.0;
    }
    length / period * f64::from(u32::try_from(stroke.dash_array.len()).unwrap_or(u32::MAX))
}
