//! Asks a service whether a request may pass, stamps what passes, counts it, and rewrites its body.

use proxy_wasm::hostcalls;
use proxy_wasm::traits::{Context, HttpContext, RootContext};
use proxy_wasm::types::{Action, ContextType, LogLevel, MetricType};
use std::time::Duration;

proxy_wasm::main! {{
    proxy_wasm::set_log_level(LogLevel::Info);
    proxy_wasm::set_root_context(|_| Box::new(Stamp { mark: String::new(), passed: 0 }));
}}

struct Stamp {
    mark: String,
    passed: u32,
}

impl Context for Stamp {}

impl RootContext for Stamp {
    fn on_configure(&mut self, _size: usize) -> bool {
        let bytes = self.get_plugin_configuration().unwrap_or_default();
        self.mark = String::from_utf8(bytes).unwrap_or_default();
        self.passed = hostcalls::define_metric(MetricType::Counter, "stamp.passed").unwrap();
        !self.mark.is_empty()
    }

    fn create_http_context(&self, _id: u32) -> Option<Box<dyn HttpContext>> {
        Some(Box::new(Stream { mark: self.mark.clone(), passed: self.passed, seen: 0 }))
    }

    fn get_type(&self) -> Option<ContextType> {
        Some(ContextType::HttpContext)
    }
}

struct Stream {
    mark: String,
    passed: u32,
    seen: usize,
}

impl Context for Stream {
    fn on_http_call_response(&mut self, _token: u32, headers: usize, body: usize, _trailers: usize) {
        // Without headers Envoy answers BAD_ARGUMENT, and the SDK panics on that.
        let status = match headers {
            0 => String::new(),
            _ => self.get_http_call_response_header(":status").unwrap_or_default(),
        };
        let text = self.get_http_call_response_body(0, body).unwrap_or_default();
        log(&format!("asked: {} headers {} '{}'", status, headers > 0, String::from_utf8_lossy(&text)));
        if status == "200" {
            hostcalls::increment_metric(self.passed, 1).unwrap();
            self.resume_http_request();
        } else {
            self.send_http_response(403, vec![("x-mark", &self.mark)], Some(b"refused"));
        }
    }
}

impl HttpContext for Stream {
    fn on_http_request_headers(&mut self, _headers: usize, _end: bool) -> Action {
        let path = self.get_http_request_header(":path").unwrap_or_default();
        self.set_property(vec!["mark"], Some(self.mark.as_bytes()));
        self.set_http_request_header("x-mark", Some(&self.mark));
        self.set_http_request_header("content-length", None);
        let asked = self.dispatch_http_call(
            "guard",
            vec![(":method", "GET"), (":path", &path), (":authority", "guard")],
            None,
            vec![],
            Duration::from_millis(500),
        );
        match asked {
            Ok(_) => Action::Pause,
            Err(status) => {
                log(&format!("not asked: {:?}", status));
                Action::Continue
            }
        }
    }

    fn on_http_request_body(&mut self, size: usize, end: bool) -> Action {
        if !end {
            return Action::Pause;
        }
        let body = self.get_http_request_body(0, size).unwrap_or_default();
        let upper = String::from_utf8_lossy(&body).to_uppercase();
        self.set_http_request_body(0, size, upper.as_bytes());
        Action::Continue
    }

    fn on_http_response_headers(&mut self, _headers: usize, _end: bool) -> Action {
        self.add_http_response_header("x-mark", &self.mark);
        Action::Continue
    }

    fn on_http_response_body(&mut self, size: usize, _end: bool) -> Action {
        self.seen += size;
        Action::Continue
    }

    fn on_log(&mut self) {
        let details = self.get_property(vec!["response", "code_details"]).unwrap_or_default();
        log(&format!("saw {} bytes, {}", self.seen, String::from_utf8_lossy(&details)));
    }
}

fn log(text: &str) {
    hostcalls::log(LogLevel::Info, text).unwrap();
}
