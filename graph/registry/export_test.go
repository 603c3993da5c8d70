package registry

// Waiting returns how many writers wait for their turn or an invitation.
func (r *Registry) Waiting() int {
	r.waiting.mu.Lock()
	defer r.waiting.mu.Unlock()
	return len(r.waiting.writers)
}
