//! Layouts of the desk as the window sees them.

use counterfoil_engine::distribution::layouts::{KnownLayout, LayoutError, LayoutFault, LayoutPreview, Sample};

use super::{LayoutCard, LayoutFaultView, LayoutPreviewView, LayoutView, SampleView};
use crate::views::{prints::MediaView, ticket::PreviewPage};

impl From<SampleView> for Sample {
    fn from(sample: SampleView) -> Self {
        match sample {
            SampleView::Normal => Self::Normal,
            SampleView::LongNames => Self::LongNames,
            SampleView::RightToLeft => Self::RightToLeft,
            SampleView::Twelve => Self::Twelve,
            SampleView::NoCode => Self::NoCode,
        }
    }
}

fn used_for(known: &KnownLayout) -> Vec<MediaView> {
    known.used_for.iter().map(|media| (*media).into()).collect()
}

impl LayoutCard {
    pub(crate) fn of(known: &KnownLayout, preview: Option<PreviewPage>) -> Self {
        let media = known.layout.media();
        Self {
            name: known.layout.name().to_owned(),
            media: media.kind.into(),
            width_mm: media.width_mm,
            height_mm: media.height_mm,
            built_in: known.built_in,
            editable: known.is_editable(),
            used_for: used_for(known),
            preview,
        }
    }
}

impl From<&KnownLayout> for LayoutView {
    fn from(known: &KnownLayout) -> Self {
        Self {
            name: known.layout.name().to_owned(),
            built_in: known.built_in,
            json: known.layout.to_json(),
            editable: known.is_editable(),
            used_for: used_for(known),
        }
    }
}

impl LayoutPreviewView {
    pub(crate) fn drawn(drawn: LayoutPreview) -> Self {
        Self {
            pages: drawn.pages.into_iter().map(PreviewPage::from).collect(),
            faults: Vec::new(),
            warnings: drawn.warnings,
        }
    }

    pub(crate) fn faulty(error: &LayoutError) -> Self {
        let line = match &error.fault {
            LayoutFault::NotJson { line, .. }
            | LayoutFault::UnknownProperty { line, .. }
            | LayoutFault::WrongShape { line, .. } => u32::try_from(*line).ok(),
            _ => None,
        };
        let fault = LayoutFaultView { path: error.path.clone(), line, sentence: error.fault.to_string() };
        Self { pages: Vec::new(), faults: vec![fault], warnings: Vec::new() }
    }
}
