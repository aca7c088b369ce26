//! Suppliers' servers written from their documents, for training and tests
