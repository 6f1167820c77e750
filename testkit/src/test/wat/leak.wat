;; Grows its memory by a page a stream.
(module
  ;; include base.inc
  (func (export "proxy_on_request_headers") (param i32 i32 i32) (result i32)
    (drop (memory.grow (i32.const 1)))
    (i32.const 0)))
