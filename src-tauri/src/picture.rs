//! `picture://localhost/<address>`: pictures of the catalogue for the window, through the desk and its cache.

use counterfoil_engine::Desk;
use percent_encoding::percent_decode_str;
use tauri::{
    AppHandle, Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

/// How long the window may keep a picture: an address never shows another picture.
const KEEP: &str = "private, max-age=604800, immutable";

/// Serves one request.
pub(crate) fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    answer: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn(async move {
        let found = fetch(&app, request.uri().path()).await;
        let response = found.map_or_else(
            || Response::builder().status(StatusCode::NOT_FOUND).body(Vec::new()),
            |(kind, bytes)| {
                Response::builder()
                    .header(header::CONTENT_TYPE, kind)
                    .header(header::CACHE_CONTROL, KEEP)
                    .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
                    .body(bytes)
            },
        );
        match response {
            Ok(response) => answer.respond(response),
            Err(error) => tracing::warn!(%error, "a picture could not be served"),
        }
    });
}

async fn fetch<R: Runtime>(app: &AppHandle<R>, path: &str) -> Option<(&'static str, Vec<u8>)> {
    let url = address(path)?;
    let desk = app.try_state::<Desk>()?.inner().clone();
    desk.picture(url).await.inspect_err(|error| tracing::debug!(%error, "no picture")).ok()
}

/// The address at the supplier, out of the path of the request.
fn address(path: &str) -> Option<String> {
    let url = percent_decode_str(path.trim_start_matches('/')).decode_utf8().ok()?;
    (url.starts_with("https://") || url.starts_with("http://")).then(|| url.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_from_the_path() {
        let path = "/https%3A%2F%2Fimages.example%2Fa%20b.jpg%3Fw%3D320";
        assert_eq!(address(path).as_deref(), Some("https://images.example/a b.jpg?w=320"));
        assert_eq!(address("/file%3A%2F%2F%2Fetc%2Fpasswd"), None);
        assert_eq!(address("/%ff"), None);
    }
}
