//! A print service of our own for one test: the real CUPS with the real PDF printer, on a free port, with its files in a
//! place that is gone afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::{patience::until, place::Place};

/// Where the PDF printer of Debian puts jobs of people that this computer does not know.
const TRAY: &str = "/var/spool/cups-pdf/ANONYMOUS";
const INSTALL: &str = "apt-get install -y --no-install-recommends cups cups-client printer-driver-cups-pdf";

/// A running print service; dropped, it ends.
#[derive(Debug)]
pub struct PrintQueue {
    child: Child,
    port: u16,
    _place: Place,
}

impl PrintQueue {
    /// Starts one without printers. Fails with the line that installs what is missing.
    pub fn start() -> Self {
        for file in ["/usr/sbin/cupsd", "/usr/sbin/lpadmin", "/usr/lib/cups/backend/cups-pdf"] {
            assert!(Path::new(file).exists(), "{file} is missing. Install it with: {INSTALL}");
        }
        let place = Place::fresh();
        let port = free_port();
        for folder in ["root", "state", "cache", "temporary", "spool", "log"] {
            fs::create_dir(place.path(folder)).expect("a folder of ours");
        }
        // Jobs are kept in memory until it ends, so that they can be asked for.
        let open = "<Location />\n  Order allow,deny\n  Allow all\n</Location>\n<Policy default>\n  JobPrivateAccess all\n  \
                    JobPrivateValues none\n  <Limit All>\n    Order deny,allow\n  </Limit>\n</Policy>\n";
        let settings = place.file(
            "cupsd.conf",
            format!(
                "Listen 127.0.0.1:{port}\nDefaultAuthType None\nWebInterface No\nBrowsing No\nPreserveJobHistory Yes\n\
                 PreserveJobFiles No\nMaxJobs 1000\nErrorPolicy retry-current-job\n{open}"
            ),
        );
        let path = |name: &str| place.path(name).display().to_string();
        let files = place.file(
            "cups-files.conf",
            format!(
                "ServerRoot {}\nStateDir {}\nCacheDir {}\nTempDir {}\nRequestRoot {}\nErrorLog {}\nAccessLog {}\n\
                 PageLog {}\nDataDir /usr/share/cups\nServerBin /usr/lib/cups\nSystemGroup root\n",
                path("root"),
                path("state"),
                path("cache"),
                path("temporary"),
                path("spool"),
                path("log/error"),
                path("log/access"),
                path("log/page"),
            ),
        );
        // Its filters run as another user and pass through here.
        crate::place::chmod(place.path("").as_path(), 0o755);
        crate::place::chmod(&place.path("temporary"), 0o777);
        let mut command = as_root("cupsd");
        command.arg("-f").arg("-c").arg(settings).arg("-s").arg(files);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("cupsd");
        let queue = Self { child, port, _place: place };
        until("the print service", || std::net::TcpStream::connect(("127.0.0.1", port)).ok());
        queue
    }

    /// Its address, as `CUPS_SERVER` takes it.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Adds a printer that makes a PDF file of every job.
    pub fn add_pdf_printer(&self, name: &str) {
        // Without numbers two jobs of one title would be one file.
        let numbered = ["-o", "Label-default=2"];
        self.tell("lpadmin", &["-p", name, "-E", "-v", "cups-pdf:/", "-m", "lsb/usr/cups-pdf/CUPS-PDF_noopt.ppd"]);
        self.tell("lpadmin", &[&["-p", name], &numbered[..]].concat());
    }

    /// Runs one of the service's own commands.
    pub fn tell(&self, program: &str, arguments: &[&str]) {
        let mut command = as_root(program);
        let done = command.env("CUPS_SERVER", self.address()).args(arguments).output().expect("a command of CUPS");
        assert!(done.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Every file that the PDF printer ever made on this computer.
    pub fn tray() -> Vec<PathBuf> {
        let entries = fs::read_dir(TRAY).into_iter().flatten();
        entries.map(|entry| entry.expect("an entry").path()).collect()
    }
}

impl Drop for PrintQueue {
    fn drop(&mut self) {
        // It ends its printers itself when it is asked to end.
        let id = self.child.id().to_string();
        let _ = as_root("kill").arg(id).status();
        let _ = self.child.wait();
    }
}

/// A print service hands its jobs over as root.
fn as_root(program: &str) -> Command {
    let me = Command::new("id").arg("-u").output().expect("id");
    if me.stdout.starts_with(b"0\n") {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    command.args(["-n", "--preserve-env=CUPS_SERVER", program]);
    command
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}
