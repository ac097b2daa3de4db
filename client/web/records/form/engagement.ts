// The engagement that the form's record belongs to: fields that ask the gateway something name it.
import { createContext, useContext } from 'react';

export const RecordEngagement = createContext('');
export const useRecordEngagement = (): string => useContext(RecordEngagement);
