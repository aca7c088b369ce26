//! A disk that forgets. SQLite's own file layer does the work; in between, every write is kept with what stood there before,
//! until the file is synced. So at any moment a copy can be made of what a disk would hold if the power went now.
//!
//! Everything here is by folder: each test has one of its own, and files elsewhere pass through untouched.

#![allow(unsafe_code, reason = "SQLite's file layer is a table of C functions")]

use std::{
    collections::HashMap,
    ffi::{CStr, c_char, c_int, c_void},
    fs::{self, File, OpenOptions},
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    sync::{LazyLock, Mutex, MutexGuard, Once, PoisonError},
};

use rusqlite::ffi::{
    SQLITE_OK, sqlite3_file, sqlite3_filename, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs, sqlite3_vfs_find,
    sqlite3_vfs_register,
};

/// What a sector holds when the power goes while it is written is the old or the new, never half of it.
const SECTOR: usize = 512;

/// What goes wrong, and when.
#[derive(Clone, Copy)]
pub(super) struct Failure {
    /// At which write, truncation or sync, counted from 1.
    pub(super) at: u64,
    /// Only syncs count and fail.
    pub(super) only_syncs: bool,
    /// What SQLite is told.
    pub(super) code: c_int,
    /// Whether everything after it fails as well.
    pub(super) sticky: bool,
}

/// A write that is not synced.
struct Unsynced {
    offset: u64,
    before: Vec<u8>,
    after: Vec<u8>,
    /// How long the file was.
    length: u64,
}

/// What is known of a folder.
#[derive(Default)]
struct Folder {
    unsynced: HashMap<PathBuf, Vec<Unsynced>>,
    failure: Option<Failure>,
    calls: u64,
    /// Called before and after each sync, with the folder.
    at_sync: Option<Box<dyn Fn() + Send>>,
}

static FOLDERS: LazyLock<Mutex<HashMap<PathBuf, Folder>>> = LazyLock::new(Mutex::default);
/// The files that are open, by the address SQLite knows them by: where they lie, and the functions that really do it.
static OPEN: LazyLock<Mutex<HashMap<usize, (PathBuf, usize)>>> = LazyLock::new(Mutex::default);

fn folders() -> MutexGuard<'static, HashMap<PathBuf, Folder>> {
    FOLDERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Watches a folder from now on.
pub(super) fn watch(folder: &Path) {
    static ONCE: Once = Once::new();
    ONCE.call_once(register);
    folders().insert(folder.to_owned(), Folder::default());
}

/// Calls somebody before and after each sync in a folder.
pub(super) fn at_each_sync(folder: &Path, then: impl Fn() + Send + 'static) {
    folders().get_mut(folder).expect("a watched folder").at_sync = Some(Box::new(then));
}

/// Lets something go wrong in a folder; `None` ends it. Calls are counted from now.
pub(super) fn fail(folder: &Path, failure: Option<Failure>) {
    let mut folders = folders();
    let folder = folders.get_mut(folder).expect("a watched folder");
    folder.failure = failure;
    folder.calls = 0;
}

/// Whether the failure that was asked for has happened.
pub(super) fn has_failed(folder: &Path) -> bool {
    let folders = folders();
    let folder = &folders[folder];
    folder.failure.is_some_and(|failure| folder.calls >= failure.at)
}

/// Copies a folder as a disk would hold it if the power went now. `luck` tells of each unsynced write, and of each of its
/// sectors, whether it reached the disk by itself.
pub(super) fn power_goes(folder: &Path, target: &Path, mut luck: impl FnMut() -> bool) {
    let folders = folders();
    let watched = &folders[folder];
    fs::create_dir_all(target).expect("a folder");
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        // What processes share in memory is on no disk.
        if path.extension().is_some_and(|end| end == "db-shm") || path.is_dir() {
            continue;
        }
        let copy = target.join(path.file_name().expect("a name"));
        fs::copy(&path, &copy).expect("a copy");
        let file = OpenOptions::new().read(true).write(true).open(&copy).expect("the copy");
        let unsynced = watched.unsynced.get(&path).map(Vec::as_slice).unwrap_or_default();
        // Back to what was synced, the latest first …
        for write in unsynced.iter().rev() {
            file.write_all_at(&write.before, write.offset).expect("a write");
            file.set_len(write.length).expect("a length");
        }
        // … and then what reached the disk all the same, in any order a disk likes.
        for write in unsynced {
            for (n, sector) in write.after.chunks(SECTOR).enumerate() {
                if luck() {
                    file.write_all_at(sector, write.offset + (n * SECTOR) as u64).expect("a write");
                }
            }
        }
    }
}

/// Puts our functions before SQLite's own, for every file that is opened from now on.
fn register() {
    // SAFETY: the table is copied from SQLite's own, lives as long as the program, and differs in name and `xOpen` alone.
    unsafe {
        let real = sqlite3_vfs_find(std::ptr::null());
        assert!(!real.is_null(), "SQLite has no file layer");
        let mut ours = *real;
        ours.zName = c"forgets".as_ptr();
        ours.pNext = std::ptr::null_mut();
        ours.pAppData = real.cast();
        ours.xOpen = Some(open);
        assert_eq!(sqlite3_vfs_register(Box::leak(Box::new(ours)), 1), SQLITE_OK);
    }
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite hands over what its own function would be given; `pAppData` is the table that was copied.
    unsafe {
        let real = (*vfs).pAppData.cast::<sqlite3_vfs>();
        let opened = (*real).xOpen.expect("a function")(real, name, file, flags, out);
        if opened != SQLITE_OK || name.is_null() || (*file).pMethods.is_null() {
            return opened;
        }
        let path = PathBuf::from(CStr::from_ptr(name.cast::<c_char>()).to_str().expect("a name in UTF-8"));
        if !path.parent().is_some_and(|folder| folders().contains_key(folder)) {
            return opened;
        }
        let real = (*file).pMethods;
        let mut ours = *real;
        ours.xWrite = Some(write);
        ours.xTruncate = Some(truncate);
        ours.xSync = Some(sync);
        ours.xClose = Some(close);
        (*file).pMethods = Box::leak(Box::new(ours));
        OPEN.lock().unwrap_or_else(PoisonError::into_inner).insert(file as usize, (path, real as usize));
        opened
    }
}

fn known(file: *mut sqlite3_file) -> (PathBuf, *const sqlite3_io_methods) {
    let open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let (path, real) = &open[&(file as usize)];
    (path.clone(), *real as *const sqlite3_io_methods)
}

/// The code of a failure that is due at this call.
fn due(path: &Path, is_sync: bool) -> Option<c_int> {
    let mut folders = folders();
    let folder = folders.get_mut(path.parent()?)?;
    let failure = folder.failure?;
    if failure.only_syncs && !is_sync {
        return None;
    }
    folder.calls += 1;
    let hit = folder.calls == failure.at || (failure.sticky && folder.calls > failure.at);
    hit.then_some(failure.code)
}

/// Keeps what stands in a place of a file that is about to change.
fn keep(path: &Path, offset: u64, after: &[u8], end: Option<u64>) {
    let file = File::open(path).expect("the file");
    let length = file.metadata().expect("its length").len();
    let reach = end.map_or(offset + after.len() as u64, |_| length).min(length);
    let mut before = vec![0; usize::try_from(reach.saturating_sub(offset)).expect("a length")];
    file.read_exact_at(&mut before, offset).expect("what stood there");
    let write = Unsynced { offset, before, after: after.to_vec(), length };
    let mut folders = folders();
    let folder = folders.get_mut(path.parent().expect("a folder")).expect("a watched folder");
    folder.unsynced.entry(path.to_owned()).or_default().push(write);
}

unsafe extern "C" fn write(file: *mut sqlite3_file, bytes: *const c_void, count: c_int, at: sqlite3_int64) -> c_int {
    let (path, real) = known(file);
    if let Some(code) = due(&path, false) {
        return code;
    }
    // SAFETY: SQLite hands over `count` bytes; the real function gets what it would have been given.
    unsafe {
        let length = usize::try_from(count).expect("a length");
        let given = std::slice::from_raw_parts(bytes.cast::<u8>(), length);
        keep(&path, u64::try_from(at).expect("a place"), given, None);
        (*real).xWrite.expect("a function")(file, bytes, count, at)
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: sqlite3_int64) -> c_int {
    let (path, real) = known(file);
    if let Some(code) = due(&path, false) {
        return code;
    }
    let size_now = u64::try_from(size).expect("a length");
    keep(&path, size_now, &[], Some(size_now));
    // SAFETY: the real function gets what it would have been given.
    unsafe { (*real).xTruncate.expect("a function")(file, size) }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    let (path, real) = known(file);
    if let Some(code) = due(&path, true) {
        return code;
    }
    look(&path);
    // SAFETY: the real function gets what it would have been given.
    let synced = unsafe { (*real).xSync.expect("a function")(file, flags) };
    if synced == SQLITE_OK
        && let Some(folder) = folders().get_mut(path.parent().expect("a folder"))
    {
        folder.unsynced.remove(&path);
    }
    look(&path);
    synced
}

/// Lets whoever watches look at the disk.
fn look(path: &Path) {
    let folder = path.parent().expect("a folder");
    let looker = folders().get_mut(folder).and_then(|folder| folder.at_sync.take());
    if let Some(looker) = looker {
        looker();
        if let Some(folder) = folders().get_mut(folder) {
            folder.at_sync = Some(looker);
        }
    }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    let (_, real) = known(file);
    OPEN.lock().unwrap_or_else(PoisonError::into_inner).remove(&(file as usize));
    // SAFETY: the real function gets what it would have been given.
    unsafe {
        (*file).pMethods = real;
        (*real).xClose.expect("a function")(file)
    }
}
