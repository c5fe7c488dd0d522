//! Documents that go from one area's MARAC to another's.

pub mod transfer;
