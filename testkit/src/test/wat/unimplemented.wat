;; Resumes a TCP stream, which testkit does not model.
(module
  (import "env" "proxy_continue_stream" (func $continue (param i32) (result i32)))
  ;; include base.inc
  (func (export "proxy_on_request_headers") (param i32 i32 i32) (result i32)
    (call $continue (i32.const 2))))
