;; Asks for a host function that no host has.
(module
  (import "env" "proxy_fly" (func (param i32) (result i32)))
  ;; include base.inc
)
