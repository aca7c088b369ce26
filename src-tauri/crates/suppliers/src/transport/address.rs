//! Where a supplier lives: its base address, and the few other hosts whose documents may be fetched.

use crate::unreadable::Unreadable;

use std::net::IpAddr;

use reqwest::Url;

use crate::SetUpError;

/// A checked base address with its allow-list.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    base: Url,
    loopback: bool,
    /// Host and port.
    allowed: Vec<(String, u16)>,
}

impl Address {
    /// Checks a base address and further hosts, each `host` or `host:port`.
    pub(crate) fn checked<'a>(
        base_url: &str,
        extra_hosts: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, SetUpError> {
        let text = base_url.trim();
        let bad = || SetUpError::NotAnAddress(text.to_owned());
        let mut base = Url::parse(text).map_err(|_| bad())?;
        if !base.username().is_empty() || base.password().is_some() {
            // The sentence leaves out the address: it holds a password.
            return Err(SetUpError::Extras("you gave".to_owned()));
        }
        if base.query().is_some() || base.fragment().is_some() {
            return Err(SetUpError::Extras(text.to_owned()));
        }
        let host = base.host_str().ok_or_else(bad)?.to_owned();
        let loopback = is_loopback(&host);
        match base.scheme() {
            "https" => {}
            "http" if loopback => {}
            _ => return Err(SetUpError::NotHttps(text.to_owned())),
        }
        let trimmed = base.path().trim_end_matches('/').to_owned();
        base.set_path(&trimmed);
        let own = (host, base.port_or_known_default().ok_or_else(bad)?);
        let mut allowed = vec![own];
        for extra in extra_hosts {
            let odd = || SetUpError::NotAHost(extra.to_owned());
            let url = Url::parse(&format!("https://{extra}/")).map_err(|_| odd())?;
            let plain = url.path() == "/" && url.query().is_none() && url.username().is_empty();
            let host = url.host_str().filter(|_| plain).ok_or_else(odd)?;
            allowed.push((host.to_owned(), url.port_or_known_default().ok_or_else(odd)?));
        }
        Ok(Self { base, loopback, allowed })
    }

    /// Whether the supplier is a server on this computer.
    pub(crate) const fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// The address of a call; each segment is encoded, so that no id or reference can leave its place in the path.
    pub(crate) fn path(&self, segments: &[&str]) -> Result<Url, Unreadable> {
        let mut url = self.base.clone();
        if let Some(odd) = segments.iter().find(|segment| matches!(**segment, "" | "." | "..")) {
            return Err(Unreadable::at(format!("\u{201c}{odd}\u{201d} is not a reference")));
        }
        url.path_segments_mut().map_err(|()| "the base address".to_owned())?.pop_if_empty().extend(segments);
        Ok(url)
    }

    /// A document's address, when it lies on an allowed host and is as safe as the base address.
    pub(crate) fn allowed(&self, address: &str) -> Result<Url, Unreadable> {
        let url = Url::parse(address).map_err(|_| "an address that is none".to_owned())?;
        let host = url.host_str().unwrap_or_default();
        let safe = url.scheme() == "https" || (url.scheme() == "http" && self.loopback && is_loopback(host));
        if !safe || !url.username().is_empty() || url.password().is_some() {
            return Err(Unreadable::at(format!("an address that is not safe, at {host}")));
        }
        let port = url.port_or_known_default();
        if self.allowed.iter().any(|(known, at)| known == host && Some(*at) == port) {
            Ok(url)
        } else {
            Err(Unreadable::at(format!("an address on another host, {host}")))
        }
    }
}

/// Whether an address is on this computer, read as it is read when it is called: a text that looks like one place and leads
/// to another is not.
pub fn is_on_this_computer(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.host_str().is_some_and(is_loopback))
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_computer_only() {
        for good in
            ["https://api.tiqets.com/v2", "http://127.0.0.1:8080/v2/", "http://[::1]:1", "http://localhost:9/v2"]
        {
            assert!(Address::checked(good, []).is_ok(), "{good}");
        }
        assert!(matches!(Address::checked("http://api.tiqets.com/v2", []), Err(SetUpError::NotHttps(_))));
        assert!(matches!(Address::checked("http://127.0.0.1.evil.example", []), Err(SetUpError::NotHttps(_))));
        assert!(matches!(Address::checked("ftp://127.0.0.1", []), Err(SetUpError::NotHttps(_))));
        assert!(matches!(Address::checked("api.tiqets.com", []), Err(SetUpError::NotAnAddress(_))));
        assert!(matches!(Address::checked("https://x.example/?a=1", []), Err(SetUpError::Extras(_))));
        assert!(!Address::checked("https://me:secret@x.example", []).unwrap_err().to_string().contains("secret"));
        assert!(matches!(Address::checked("https://x.example", ["a/b"]), Err(SetUpError::NotAHost(_))));
    }

    #[test]
    fn only_this_computer_is_this_computer() {
        for url in ["http://127.0.0.1:80/v2", "http://localhost", "http://[::1]:9/v2"] {
            assert!(is_on_this_computer(url), "{url}");
        }
        for url in [
            "https://api.tiqets.com/v2",
            "http://127.0.0.1.evil.example",
            "http://127.0.0.1@evil.example/",
            "http://localhost.evil",
            "https://api.tiqets.com\\@127.0.0.1/v2",
            "https:api.tiqets.com://127.0.0.1",
            "127.0.0.1",
        ] {
            assert!(!is_on_this_computer(url), "{url}");
        }
    }

    #[test]
    fn references_stay_in_their_place() {
        let address = Address::checked("https://x.example/v2/", []).unwrap();
        assert_eq!(
            address.path(&["orders", "a/../b?c#d"]).unwrap().as_str(),
            "https://x.example/v2/orders/a%2F..%2Fb%3Fc%23d"
        );
        assert!(address.path(&["orders", ".."]).is_err());
        assert!(address.path(&["orders", ""]).is_err());
    }

    #[test]
    fn documents_come_from_allowed_hosts() {
        let address = Address::checked("https://api.example/v2", ["images.example", "files.example:8443"]).unwrap();
        for good in ["https://api.example/t.pdf", "https://images.example/a.png", "https://files.example:8443/x"] {
            assert!(address.allowed(good).is_ok(), "{good}");
        }
        for bad in [
            "http://api.example/t.pdf",
            "https://api.example:444/",
            "https://evil.example/",
            "https://api.example@evil.example/",
            "https://u@api.example/",
            "file:///etc/passwd",
            "data:,x",
            "//api.example/x",
            "http://127.0.0.1/",
        ] {
            assert!(address.allowed(bad).is_err(), "{bad}");
        }
    }
}
