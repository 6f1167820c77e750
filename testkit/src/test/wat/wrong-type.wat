;; proxy_log with an argument too few.
(module
  (import "env" "proxy_log" (func (param i32 i32) (result i32)))
  ;; include base.inc
)
