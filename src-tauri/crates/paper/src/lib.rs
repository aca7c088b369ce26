//! The print room: barcodes, ticket layouts, PDF and raster preview
