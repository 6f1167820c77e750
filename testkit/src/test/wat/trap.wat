;; Traps in the first stream's request headers.
(module
  ;; include base.inc
  (func (export "proxy_on_request_headers") (param i32 i32 i32) (result i32)
    (if (i32.eq (local.get 0) (i32.const 2)) (then (unreachable)))
    (i32.const 0)))
