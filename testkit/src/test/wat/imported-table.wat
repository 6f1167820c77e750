;; Asks for a table of functions; otherwise as hello.wat.
(module
  (import "env" "proxy_log" (func $log (param i32 i32 i32) (result i32)))
  (import "env" "functions" (table 2 funcref))
  ;; include base.inc
  (data (i32.const 16) "hello")
  (func (export "proxy_on_request_headers") (param i32 i32 i32) (result i32)
    (drop (call $log (i32.const 2) (i32.const 16) (i32.const 5)))
    (i32.const 0)))
