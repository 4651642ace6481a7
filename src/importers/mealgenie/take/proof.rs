impl super::Taking<'_> {
    pub(super) async fn proof(&mut self) -> Result<(), crate::commands::CommandError> {
        Ok(())
    }
}
